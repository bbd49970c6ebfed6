import type { Person } from '../domain/roles.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { choosableParts } from './reach.ts';

/** The ids of at most `most` persons whom this unit sees and who meet all conditions, newest first. */
export async function newestCustomers(
  prisma: PrismaClient,
  person: Person,
  conditions: Prisma.CustomerWhereInput[],
  most: number,
): Promise<number[]> {
  const parts = await Promise.all(
    choosableParts(person).map((part) =>
      prisma.customer.findMany({
        where: { AND: [part, ...conditions] },
        orderBy: { id: 'desc' },
        select: { id: true },
        take: most,
      }),
    ),
  );
  const ids = parts.flat().map(({ id }) => id);
  return ids.sort((one, other) => other - one).slice(0, most);
}
