/**
 * Whose people a unit may record, see and choose; always checked in the query, never on the page (specification.md
 * 1).
 */
import type { Person } from '../domain/roles.ts';
import type { Prisma } from '../prisma/generated/client.ts';

const nobody = { id: { in: [] } } satisfies Prisma.UnitWhereInput;
const ownKppn = (unitId: string) => ({ id: unitId }) satisfies Prisma.UnitWhereInput;

/**
 * The satkers that a unit records for: itself, a KPPN's partners, those of a Kanwil's KPPNs; special KPPNs serve all.
 */
export function satkersOf({ unitType, unitId }: Person): Prisma.UnitWhereInput {
  switch (unitType) {
    case 'SATKER':
      return { type: 'SATKER', id: unitId };
    case 'KPPN':
      return { type: 'SATKER', parentId: unitId };
    case 'KANWIL':
      return { type: 'SATKER', parent: { parentId: unitId } };
    case 'KPPN_KP':
    case 'KPPN_KPH':
      return { type: 'SATKER' };
    case 'HAI':
    case 'KANTOR_PUSAT':
      return nobody;
  }
}

/** The KPPNs whose staff a unit records. */
export function kppnsOf({ unitType, unitId }: Person): Prisma.UnitWhereInput {
  switch (unitType) {
    case 'KPPN':
      return ownKppn(unitId);
    case 'KANWIL':
      return { type: 'KPPN', parentId: unitId };
    case 'KPPN_KP':
    case 'KPPN_KPH':
      return { type: { in: ['KPPN', 'KPPN_KP', 'KPPN_KPH'] } };
    case 'SATKER':
    case 'HAI':
    case 'KANTOR_PUSAT':
      return nobody;
  }
}

/** Persons of units that this one records for, and (Kuasa BUN) persons of no unit. */
function within(person: Person): Prisma.CustomerWhereInput {
  if (person.unitType === 'SATKER') return { type: 'SATKER', unitId: person.unitId };
  return {
    OR: [
      { unitId: null },
      { type: 'SATKER', unit: satkersOf(person) },
      { type: 'KPPN', unit: kppnsOf(person) },
    ],
  };
}

/** A KPPN needs no link of its own to see its satkers' people. */
const partnersPeople = ({ unitType, unitId }: Person): Prisma.CustomerWhereInput =>
  unitType === 'KPPN' ? { type: 'SATKER', unit: { parentId: unitId } } : { id: { in: [] } };

/**
 * The persons whom this unit sees and may choose as askers, without those whose link it ended (specification.md 3).
 * Disjoint parts, because with one OR condition PostgreSQL would read the people of the whole country.
 */
export function choosableParts(person: Person): Prisma.CustomerWhereInput[] {
  const { unitId, unitType } = person;
  const linked = { AND: [{ links: { some: { unitId, endedAt: null } } }, within(person)] };
  if (unitType !== 'KPPN') return [linked];
  const ended = { unitId, endedAt: { not: null } };
  return [
    { AND: [linked, { type: { not: 'SATKER' } }] },
    { AND: [partnersPeople(person), { links: { none: ended } }] },
  ];
}

/** The condition for one person, given the id. */
export const choosableCustomers = (person: Person): Prisma.CustomerWhereInput => ({
  OR: choosableParts(person),
});

/** Whom this unit could see after adding their e-mail: includes those whose link it ended, and its own staff. */
export function restorableCustomers(person: Person): Prisma.CustomerWhereInput {
  const { unitId } = person;
  const known = [{ links: { some: { unitId } } }, { unitId }, partnersPeople(person)];
  return { AND: [within(person), { OR: known }] };
}

/** The persons of this unit, which alone corrects their name, e-mail, type and code (specification.md 3). */
export function correctableCustomers(person: Person): Prisma.CustomerWhereInput {
  const { unitId } = person;
  const theirs = [{ unitId }, { unitId: null, recordedById: unitId }, partnersPeople(person)];
  return { AND: [choosableCustomers(person), { OR: theirs }] };
}
