import type { Person } from '../domain/roles.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { TicketFilter } from './ticket-filter.ts';

/** What a filter names by its id, as people call it; null where it names nothing that the reader knows. */
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

/** What the unit and the officer of a filter are called; null for one that is not asked for, not there, or no officer of theirs. */
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
