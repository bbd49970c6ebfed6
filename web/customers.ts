import type { Person } from '../domain/roles.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { Option } from './pages.ts';

/** A picker's options at most (contract.md); the rest is found by narrowing. */
const mostOptions = 50;

/** The persons whom this unit may choose as askers: those it is linked to (spec.md section 3). */
export const choosableCustomers = ({ unitId }: Person): Prisma.CustomerWhereInput => ({
  links: { some: { unitId, endedAt: null } },
});

/** The picker's options, newest first, narrowed by name or e-mail. */
export async function customerOptions(prisma: PrismaClient, person: Person, cari: string): Promise<Option[]> {
  const text = { contains: cari, mode: 'insensitive' as const };
  const customers = await prisma.customer.findMany({
    where: {
      ...choosableCustomers(person),
      ...(cari === '' ? {} : { OR: [{ name: text }, { email: text }] }),
    },
    orderBy: { id: 'desc' },
    take: mostOptions,
  });
  return customers.map(({ id, name, email }) => ({ value: String(id), label: `${name} (${email})` }));
}
