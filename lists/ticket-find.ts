import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Reader, TicketFilter } from './ticket-filter.ts';
import { orderOf } from './ticket-order.ts';
import type { Place } from './ticket-order.ts';
import { partsOf } from './ticket-parts.ts';
import { listedTicket, rowColumns } from './ticket-rows.ts';
import type { ListedRow, ListedTicket } from './ticket-rows.ts';
import { scopeOf } from './ticket-scope.ts';
import { joinUnread } from './unread.ts';
import type { Looker } from './unread.ts';

export interface Wanted {
  filter: TicketFilter;
  /** Tickets at most. */
  take: number;
  /** Tickets left out before them; each has to be passed, so far into a list a place is better. */
  skip?: number;
  /** Only what comes after this place of the list; with `backwards` what comes before it. */
  from?: Place | null;
  backwards?: boolean;
  /** Tells what is new to this account, which is the reader. */
  looker?: Looker;
}

/** Tickets looked at one by one before all that match are asked for: a millisecond or two. */
const looked = 500;

/**
 * The account's tickets of its year that match, in the filter's order. Who may see a ticket is part of every index that is
 * read (specification.md 1).
 */
export async function findTickets(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  wanted: Wanted,
): Promise<ListedTicket[]> {
  const found = foundTickets(reader, wanted);
  if (!found) return [];
  const { looker } = wanted;
  const rows = await prisma.$queryRaw<ListedRow[]>`
    WITH ${found.parts} SELECT ${rowColumns} ${looker ? Prisma.sql`, unread` : Prisma.empty}
    FROM found JOIN ticket USING (reference) JOIN unit ON unit.id = handling_unit_id
      ${looker ? joinUnread(looker) : Prisma.empty} ${found.sorted}`;
  const tickets = rows.map(listedTicket);
  return wanted.backwards ? tickets.reverse() : tickets;
}

/** Only the references of `findTickets`. */
export async function findReferences(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  wanted: Wanted,
): Promise<string[]> {
  const statement = referencesSql(reader, wanted);
  const rows = statement ? await prisma.$queryRaw<{ reference: string }[]>(statement) : [];
  return rows.map(({ reference }) => reference);
}

/** The query for column `reference` of `findTickets`, to stand in an INSERT or in brackets; null for who sees none. */
function referencesSql(reader: Reader, wanted: Wanted): Prisma.Sql | null {
  const found = foundTickets(reader, wanted);
  return found && Prisma.sql`WITH ${found.parts} SELECT reference FROM found ${found.sorted}`;
}

/** `found (reference, key)` behind WITH, and its order; null for who sees none. */
function foundTickets(
  reader: Reader,
  { filter, take, skip = 0, from = null, backwards = false }: Wanted,
): { parts: Prisma.Sql; sorted: Prisma.Sql } | null {
  const scope = scopeOf(reader, filter);
  if (!scope) return null;
  const order = orderOf(filter, backwards);
  const place = from ? Prisma.sql`AND ${order.after(order.key, from)}` : Prisma.empty;
  const { wanted, near, goesOn, far, old, whole } = partsOf(scope, order, place);
  const most = skip + take;
  const bound = whole ? most : looked + 2 * most;
  const sorted = Prisma.sql`ORDER BY key ${order.direction}, reference ${order.direction}`;
  // Who has a page of this year's need not look for earlier ones.
  const needed = order.newestFirst
    ? Prisma.sql`AND (SELECT count(*) < ${most} OR min(key) < ${startOfYear(scope.year)}::timestamptz FROM near)`
    : Prisma.empty;
  const parts = Prisma.sql`${wanted}, near AS MATERIALIZED (${near(most, bound)}),
    far AS (${far} AND (SELECT count(*) FROM near) < ${most} AND ${goesOn(bound)} ${sorted} LIMIT ${most}),
    old AS (${old} ${needed} ${sorted} LIMIT ${most}),
    found AS (
      SELECT reference, key FROM near UNION SELECT reference, key FROM far UNION SELECT reference, key FROM old
      ${sorted} LIMIT ${take} OFFSET ${skip})`;
  return { parts, sorted };
}

/** All of the account's tickets that match, in the filter's order, `size` at a time; each part is a query of its own. */
export async function* ticketsInParts(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  filter: TicketFilter,
  size: number,
  from: Place | null = null,
): AsyncGenerator<ListedTicket[]> {
  for (let place = from; ;) {
    const tickets = await findTickets(prisma, reader, { filter, take: size, from: place });
    const last = tickets.at(-1);
    if (!last) return;
    yield tickets;
    if (tickets.length < size) return;
    place = orderOf(filter).placeOf(last);
  }
}

/** Lists of a year up to this long are counted ticket by ticket; longer ones by the index. */
const countedOneByOne = 1500;

/** Counting stops here: a list of more says "1.000+". */
export const countedTo = 1000;

/** How many there are, counted to 1,001, or to `most`. `word` counts only those with this very word. */
export async function countTickets(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  filter: TicketFilter,
  { most = countedTo + 1, word = '' }: { most?: number; word?: string } = {},
): Promise<number> {
  const scope = scopeOf(reader, filter, word === '' ? [] : [`=${word}`]);
  if (!scope) return 0;
  const parts = partsOf(scope, orderOf({ ...filter, urut: '', arah: '' }), Prisma.empty);
  const bound = parts.whole ? most : countedOneByOne;
  const counted = (part: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(SELECT count(*) FROM (${part} LIMIT ${most}) AS part)`;
  // Nearly every ticket has a word that begins with one or two letters, and the index is slow to say which.
  const frequent = parts.whole || /(^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,2}($|[^\p{L}\p{N}])/u.test(scope.typed);
  // Most of the tickets with a frequent word have it whole.
  const enough = scope.typed === '' ? Prisma.sql`false` : Prisma.sql`${counted(parts.farWhole)} >= ${most}`;
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    WITH ${parts.wanted}, near AS MATERIALIZED (SELECT count(*) FROM (${parts.near(most, bound)}) AS part),
    year AS MATERIALIZED (
      SELECT CASE WHEN NOT ${parts.goesOn(bound)} OR (${frequent} AND (SELECT count FROM near) >= ${most})
        THEN (SELECT count FROM near) WHEN ${enough} THEN ${most} ELSE ${counted(parts.far)} END AS count)
    SELECT CASE WHEN count >= ${most} THEN ${most} ELSE least(${most}, count + ${counted(parts.old)}) END::int AS count
    FROM year`;
  return rows[0]?.count ?? 0;
}

/** Before this instant every zone of the country was in an earlier year. */
const startOfYear = (year: number): Date => new Date(Date.UTC(year - 1, 11, 31, 17));
