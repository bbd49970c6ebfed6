import type { Person } from '../domain/roles.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { TicketFilter } from './ticket-filter.ts';

/** Names of a filter's unit and officer; null if not given or unknown to the reader. */
export interface FilterNames {
  unit: string | null;
  officer: string | null;
}

/** Officers of the units whose tickets this person sees as theirs (specification.md 1). */
export function officersOf(person: Person): Prisma.OfficerWhereInput {
  switch (person.unitType) {
    case 'HAI':
    case 'KANTOR_PUSAT':
      return {};
    case 'KANWIL':
      return { OR: [{ unitId: person.unitId }, { unit: { parentId: person.unitId } }] };
    case 'SATKER':
    case 'KPPN':
    case 'KPPN_KP':
    case 'KPPN_KPH':
      return { unitId: person.unitId };
  }
}

/** Names of the filter's unit and officer; null if not given, unknown, or no officer of theirs. */
export async function namesOf(
  prisma: PrismaClient,
  person: Person,
  { unit, petugas }: TicketFilter,
): Promise<FilterNames> {
  const [found, officer] = await Promise.all([
    unit ? prisma.unit.findUnique({ where: { id: unit }, select: { name: true } }) : null,
    petugas
      ? prisma.officer.findFirst({
          where: { AND: [{ id: petugas }, officersOf(person)] },
          select: { name: true },
        })
      : null,
  ]);
  return { unit: found?.name ?? null, officer: officer?.name ?? null };
}
