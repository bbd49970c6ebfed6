/** Persons as pages name them, and the one of an address. */
import { managesCustomers } from '../../domain/customers.ts';
import { askerTypeLabels } from '../../domain/values.ts';
import type { Customer, Prisma } from '../../prisma/generated/client.ts';
import type { Account, WebContext } from '../context.ts';
import { choosableCustomers } from '../../customers/reach.ts';
import { localPath } from '../http/local-path.ts';
import type { Person } from './types.ts';
import { forbidden, Problem } from '../http/problems.ts';

export const withUnit = { unit: { select: { code: true, name: true } } } satisfies Prisma.CustomerInclude;
export type ShownCustomer = Prisma.CustomerGetPayload<{ include: typeof withUnit }>;

export const personOf = ({ id, name, email, emailRefusal, type, unit }: ShownCustomer): Person => ({
  id,
  name,
  email,
  emailRefusal,
  agency: unit ? `${askerTypeLabels[type]} ${unit.code}` : askerTypeLabels[type],
  agencyName: unit?.name ?? null,
});

/** The account, when it may record persons. @throws Problem 403 */
export function managerOf(c: WebContext): Account {
  const account = c.get('account');
  if (!managesCustomers(account)) throw forbidden();
  return account;
}

/** The same for who isn't there and for who is another unit's. */
export const noSuchPerson = (): Problem => new Problem(404, 'Pengguna layanan ini tidak ditemukan.');

/** The person of the address, whom the account's unit sees. @throws Problem 404 */
export async function customerOf(c: WebContext): Promise<ShownCustomer> {
  const customer = await c.get('services').prisma.customer.findFirst({
    where: { AND: [{ id: idOf(c) }, choosableCustomers(c.get('account'))] },
    include: withUnit,
  });
  if (!customer) throw noSuchPerson();
  return customer;
}

/** The number in the address; 0, which nobody has, for anything else. */
export function idOf(c: WebContext): number {
  const given = c.req.param('id') ?? '';
  return /^[1-9][0-9]{0,8}$/.test(given) ? Number(given) : 0;
}

/** The page that asked for a person, as far as it is one of ours; empty for the list. */
export function wayBack(kembali: string | undefined): string {
  const path = localPath(kembali ?? '');
  return path === '/' ? '' : path;
}

/**
 * Where to go on with a person: back to the half-filled ticket with the person chosen, else to the list. The type goes along,
 * for a Kuasa BUN unit's ticket offers the people of one type.
 */
export function onWith(kembali: string, { id, type }: Pick<Customer, 'id' | 'type'>): string {
  const path = wayBack(kembali);
  if (path === '') return '/pengguna';
  const { pathname, searchParams } = new URL(path, 'http://ours.invalid');
  searchParams.set('penanya', String(id));
  searchParams.set('jenis', type);
  return `${pathname}?${searchParams.toString()}`;
}
