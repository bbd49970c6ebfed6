/** Finds satkers and KPPNs, of tens of thousands, by a part of code or name. */
import type { Person } from '../domain/roles.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { kppnsOf, satkersOf } from './reach.ts';
import { containing, foldedText, inName } from '../lists/containing.ts';

/** Most options in a picker (contract.md). */
export const mostUnits = 50;

/** What is picked: a satker, a KPPN whose staff the unit records, or the KPPN that gets a ticket. */
export type Picked = 'SATKER' | 'KPPN' | 'DESTINATION';
export interface FoundUnit {
  id: string;
  code: string;
  name: string;
}

const reachOf = (person: Person, what: Picked): Prisma.UnitWhereInput =>
  ({ SATKER: satkersOf, KPPN: kppnsOf, DESTINATION: destinationsOf })[what](person);

/** KPPNs that a unit other than a KPPN may send tickets to; a Kanwil sends to its own. */
const destinationsOf = ({ unitType, unitId }: Person): Prisma.UnitWhereInput =>
  unitType === 'KANWIL' ? { type: 'KPPN', parentId: unitId } : { type: 'KPPN' };

/** Looks a Kanwil's KPPNs up first; PostgreSQL would read all satkers to join them. */
async function searched(prisma: PrismaClient, person: Person, what: Picked): Promise<Prisma.UnitWhereInput> {
  if (what !== 'SATKER' || person.unitType !== 'KANWIL') return reachOf(person, what);
  const kppns = await prisma.unit.findMany({ where: kppnsOf(person), select: { id: true } });
  return { type: 'SATKER', parentId: { in: kppns.map(({ id }) => id) } };
}

/** Units that this person records for, by code. Every typed word must begin the code or be in the name. */
export async function findUnits(
  prisma: PrismaClient,
  person: Person,
  what: Picked,
  cari: string,
): Promise<FoundUnit[]> {
  const words = wordsOf(await foldedText(prisma, cari));
  return prisma.unit.findMany({
    where: { AND: [await searched(prisma, person, what), ...words.map(matching)] },
    select: { id: true, code: true, name: true },
    orderBy: { code: 'asc' },
    take: mostUnits,
  });
}

/** The unit of this code if this person records for it; null for unknown units and those of others. */
export function unitByCode(
  prisma: PrismaClient,
  person: Person,
  what: Picked,
  typed: string,
): Promise<FoundUnit | null> {
  const code = /^(?:SATKER-|KPPN-)?([0-9]{3}|[0-9]{6})$/.exec(typed)?.[1] ?? '';
  return prisma.unit.findFirst({
    where: { AND: [reachOf(person, what), { code }] },
    select: { id: true, code: true, name: true },
  });
}

/** Ignores "SATKER" and "KPPN" before a code, and all words after the sixth. */
const wordsOf = (folded: string): string[] =>
  folded
    .replace(/^(satker|kppn)[ -](?=[0-9])/, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);

/** One or two letters have no trigram: they match only the beginnings of words. */
function matching(word: string): Prisma.UnitWhereInput {
  const { contains: sign } = containing(word);
  const begins = [{ nameFolded: { startsWith: sign } }, inName(` ${word}`)];
  return { OR: [{ code: { startsWith: sign } }, ...([...word].length > 2 ? [inName(word)] : begins)] };
}
