import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Reader, TicketFilter } from './ticket-filter.ts';
import { orderOf } from './ticket-order.ts';
import type { ListPosition } from './ticket-order.ts';
import { partsOf } from './ticket-parts.ts';
import { readTickets } from './ticket-rows.ts';
import type { ListedTicket } from './ticket-rows.ts';
import { scopeOf } from './ticket-scope.ts';
import type { Looker } from './unread.ts';

export interface Wanted {
  filter: TicketFilter;
  /** Most tickets to return. */
  take: number;
  /** Tickets to skip; each must be read, so use a place far into a list. */
  skip?: number;
  /** Only tickets after this place of the list; with `backwards` those before it. */
  from?: ListPosition | null;
  backwards?: boolean;
  /** Marks what is new to this account, the reader's. */
  looker?: Looker;
}

/** Tickets checked one by one before querying for all matches: a millisecond or two. */
const looked = 500;

/**
 * The account's matching tickets of its year or of the filter's dates, in the filter's order. Every index that is read
 * includes who may see a ticket (specification.md 1).
 */
export async function findTickets(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  wanted: Wanted,
): Promise<ListedTicket[]> {
  const found = foundTickets(reader, wanted);
  if (!found) return [];
  const { parts, order } = found;
  const from = Prisma.sql`found JOIN ticket USING (reference)`;
  const tickets = await readTickets(prisma, { parts, from, order, looker: wanted.looker });
  return wanted.backwards ? tickets.reverse() : tickets;
}

/** `findTickets`, only references. */
export async function findReferences(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  wanted: Wanted,
): Promise<string[]> {
  const statement = referencesSql(reader, wanted);
  const rows = statement ? await prisma.$queryRaw<{ reference: string }[]>(statement) : [];
  return rows.map(({ reference }) => reference);
}

/** The query of `findTickets` for column `reference`, for an INSERT or a subquery; null for who sees no tickets. */
function referencesSql(reader: Reader, wanted: Wanted): Prisma.Sql | null {
  const found = foundTickets(reader, wanted);
  return found && Prisma.sql`${found.parts} SELECT reference FROM found ORDER BY ${found.order}`;
}

/** A WITH that ends in `found (reference, key)`, and its order; null for who sees no tickets. */
function foundTickets(
  reader: Reader,
  { filter, take, skip = 0, from = null, backwards = false }: Wanted,
): { parts: Prisma.Sql; order: Prisma.Sql } | null {
  const scope = scopeOf(reader, filter);
  if (!scope) return null;
  const order = orderOf(filter, backwards);
  const { wanted, near, goesOn, far, old, named, whole } = partsOf(scope, order, from);
  const most = skip + take + (named ? 1 : 0);
  const bound = whole ? most : looked + 2 * most;
  const inOrder = Prisma.sql`key ${order.direction}, reference ${order.direction}`;
  const sorted = Prisma.sql`ORDER BY ${inOrder}`;
  const firstNamed = named ? Prisma.sql`is_named DESC, ${inOrder}` : inOrder;
  // A full page of this year's tickets needs no earlier ones.
  const needed = order.newestFirst
    ? Prisma.sql`AND (SELECT count(*) < ${most} OR min(key) < ${startOfYear(Math.min(...scope.years))}::timestamptz FROM near)`
    : Prisma.empty;
  const parts = Prisma.sql`WITH ${wanted}, near AS MATERIALIZED (${near(most, bound)}),
    far AS (${far} AND (SELECT count(*) FROM near) < ${most} AND ${goesOn(bound)} ${sorted} LIMIT ${most}),
    old AS (${old} ${needed} ${sorted} LIMIT ${most}),
    found AS (${named ? namedFirst(named, from === null) : Prisma.sql`${inParts}`}
      ORDER BY ${firstNamed} LIMIT ${take} OFFSET ${skip})`;
  return { parts, order: firstNamed };
}

const inParts = Prisma.sql`
  SELECT reference, key FROM near UNION SELECT reference, key FROM far UNION SELECT reference, key FROM old`;

/** The named ticket before all others, on the list's first page. */
const namedFirst = (named: Prisma.Sql, firstPage: boolean): Prisma.Sql => Prisma.sql`
  SELECT * FROM (
    WITH named AS MATERIALIZED (${named})
    SELECT reference, key, true AS is_named FROM named WHERE ${firstPage}
    UNION ALL SELECT reference, key, false FROM (${inParts}) AS parts WHERE reference NOT IN (SELECT reference FROM named)) AS both_kinds`;

/** All matching tickets of the account in the filter's order, `size` at a time, each with its own query. */
export async function* ticketsInParts(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  filter: TicketFilter,
  size: number,
  from: ListPosition | null = null,
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

/** Up to this many tickets a year are counted one by one; more by the index. */
const countedOneByOne = 1500;

/** Counting stops here; longer lists say "1.000+". */
export const countedTo = 1000;

/** The number of matches, counted up to 1,001 or `most`. `word` counts only those with exactly this word. */
export async function countTickets(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  reader: Reader,
  filter: TicketFilter,
  { most = countedTo + 1, word = '' }: { most?: number; word?: string } = {},
): Promise<number> {
  const scope = scopeOf(reader, filter, word === '' ? {} : { word });
  if (!scope) return 0;
  const parts = partsOf(scope, orderOf({ ...filter, urut: '', arah: '' }), null);
  const bound = parts.whole ? most : countedOneByOne;
  const counted = (part: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(SELECT count(*) FROM (${part} LIMIT ${most}) AS part)`;
  // Nearly every ticket has a word that begins with one or two given letters, and the index is slow for them.
  const frequent = parts.whole || /(^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,2}($|[^\p{L}\p{N}])/u.test(scope.typed);
  // Most tickets with a frequent prefix have it as a whole word.
  const enough = scope.typed === '' ? Prisma.sql`false` : Prisma.sql`${counted(parts.farWhole)} >= ${most}`;
  const elsewhere = parts.named
    ? Prisma.sql`(SELECT count(*) FROM (${parts.named}) AS named WHERE elsewhere)`
    : Prisma.sql`0`;
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    WITH ${parts.wanted}, near AS MATERIALIZED (SELECT count(*) FROM (${parts.near(most, bound)}) AS part),
    year AS MATERIALIZED (
      SELECT CASE WHEN NOT ${parts.goesOn(bound)} OR (${frequent} AND (SELECT count FROM near) >= ${most})
        THEN (SELECT count FROM near) WHEN ${enough} THEN ${most} ELSE ${counted(parts.far)} END AS count)
    SELECT CASE WHEN count >= ${most} THEN ${most} ELSE least(${most}, count + ${counted(parts.old)} + ${elsewhere}) END::int AS count
    FROM year`;
  return rows[0]?.count ?? 0;
}

/** Before this instant every zone of the country is in an earlier year. */
const startOfYear = (year: number): Date => new Date(Date.UTC(year - 1, 11, 31, 17));
