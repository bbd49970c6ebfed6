/** Persons as pages show them, and the person of an address. */
import { managesCustomers } from '../../domain/customers.ts';
import { askerTypeLabels } from '../../domain/values.ts';
import type { Customer, Prisma } from '../../prisma/generated/client.ts';
import type { Account, WebContext } from '../context.ts';
import { choosableCustomers } from '../../customers/reach.ts';
import { localPath } from '../http/local-path.ts';
import type { ShownPerson } from './types.ts';
import { forbidden, Problem } from '../http/problems.ts';

export const withUnit = { unit: { select: { code: true, name: true } } } satisfies Prisma.CustomerInclude;
export type ShownCustomer = Prisma.CustomerGetPayload<{ include: typeof withUnit }>;

export const personOf = ({ id, name, email, emailRefusal, type, unit }: ShownCustomer): ShownPerson => ({
  id,
  name,
  email,
  emailRefusal,
  agency: unit ? `${askerTypeLabels[type]} ${unit.code}` : askerTypeLabels[type],
  agencyName: unit?.name ?? null,
});

/** The account, if it may record persons. @throws Problem 403 */
export function managerOf(c: WebContext): Account {
  const account = c.get('account');
  if (!managesCustomers(account)) throw forbidden();
  return account;
}

/** One answer for persons who do not exist and for those of other units. */
export const noSuchPerson = (): Problem => new Problem(404, 'Pengguna layanan ini tidak ditemukan.');

/** The person of the address, if the account's unit sees them. @throws Problem 404 */
export async function customerOf(c: WebContext): Promise<ShownCustomer> {
  const customer = await c.get('services').prisma.customer.findFirst({
    where: { AND: [{ id: idOf(c) }, choosableCustomers(c.get('account'))] },
    include: withUnit,
  });
  if (!customer) throw noSuchPerson();
  return customer;
}

/** The number in the address; otherwise 0, which nobody has. */
export function idOf(c: WebContext): number {
  const given = c.req.param('id') ?? '';
  return /^[1-9][0-9]{0,8}$/.test(given) ? Number(given) : 0;
}

/** The page to return to if it is one of ours; empty for the list. */
export function wayBack(kembali: string | undefined): string {
  const path = localPath(kembali ?? '');
  return path === '/' ? '' : path;
}

/**
 * Where to continue with a person: back to the half-filled ticket with the person chosen, otherwise to the list.
 * Includes the type, because a Kuasa BUN unit's ticket offers people of one type.
 */
export function onWith(kembali: string, { id, type }: Pick<Customer, 'id' | 'type'>): string {
  const path = wayBack(kembali);
  if (path === '') return '/pengguna';
  const { pathname, searchParams } = new URL(path, 'http://ours.invalid');
  searchParams.set('penanya', String(id));
  searchParams.set('jenis', type);
  return `${pathname}?${searchParams.toString()}`;
}
