import type { Option } from '../forms/types.ts';
import type { Person } from '../../domain/roles.ts';
import type { AskerType } from '../../domain/values.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { choosableCustomers } from '../../customers/reach.ts';
import { newestCustomers } from '../../customers/search.ts';
import { containing, foldedText, inName } from '../../lists/containing.ts';

export { choosableCustomers };

/** Most options in a picker (contract.md); typing finds the rest. */
const mostOptions = 50;

interface Narrowing {
  /** A part of name or e-mail; empty for all. */
  cari: string;
  /** Only askers of this type; null for all. */
  type: AskerType | null;
  /** The chosen id; it stays among the options. */
  chosen: string | undefined;
}

/** The picker's options, newest first. */
export async function customerOptions(
  prisma: PrismaClient,
  person: Person,
  { cari, type, chosen }: Narrowing,
): Promise<Option[]> {
  const ofType = type === null ? {} : { type };
  const matching =
    cari === '' ? {} : { OR: [inName(await foldedText(prisma, cari)), { email: containing(cari) }] };
  const [newest, held] = await Promise.all([
    newestCustomers(prisma, person, [ofType, matching], mostOptions),
    /^[1-9][0-9]{0,8}$/.test(chosen ?? '')
      ? prisma.customer.findFirst({
          where: { AND: [choosableCustomers(person), ofType, { id: Number(chosen) }] },
        })
      : null,
  ]);
  const found = await prisma.customer.findMany({ where: { id: { in: newest } }, orderBy: { id: 'desc' } });
  const known = !held || found.some(({ id }) => id === held.id);
  const customers = known ? found : [held, ...found.slice(0, mostOptions - 1)];
  return customers.map(({ id, name, email }) => ({ value: String(id), label: `${name} (${email})` }));
}
