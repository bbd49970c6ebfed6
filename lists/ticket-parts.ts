/**
 * The three parts of every list (docs/decisions/0013-lists-by-a-readers-own-index.md): the first tickets of the years
 * in order, checked one by one; if they do not suffice, all of the years by the search index; and open tickets of
 * earlier years.
 */
import { Prisma } from '../prisma/generated/client.ts';
import type { Order, ListPosition } from './ticket-order.ts';
import type { Scope, Traits } from './ticket-scope.ts';

export interface Parts {
  /**
   * `asked`, `asked_whole` and `asked_before (of_month, query)`: what each month of the year is asked for, with words
   * or with whole words alone, and each month before it.
   */
  wanted: Prisma.Sql;
  /** At most `most` matches among the first `looked` tickets of the year in this order. */
  near: (most: number, looked: number) => Prisma.Sql;
  /** Whether the year has more than the first `looked` tickets. */
  goesOn: (looked: number) => Prisma.Sql;
  /** All matches of the year, month by month, so that a caller who wants a few does not wait for all. */
  far: Prisma.Sql;
  /** Those with the typed words as whole words: fewer, and found much faster. */
  farWhole: Prisma.Sql;
  /** Open tickets of earlier years. */
  old: Prisma.Sql;
  /** The ticket whose reference was typed, of any year, and whether it is in none of the other parts. */
  named: Prisma.Sql | null;
  /** Whether every ticket in order matches, so that none needs checking. */
  whole: boolean;
}

/** Each part returns (reference, key) after the place, if given; only `near` is ordered. */
export function partsOf(scope: Scope, order: Order, from: ListPosition | null): Parts {
  const { unitId, years, earlier, traits, typed, named, narrowed, period, clock } = scope;
  const seer = unitId ?? 'PUSAT';
  // For readers who see all, the viewer is needed only if there is no other condition.
  const ofYear = unitId === null && narrowed ? traits : { ...traits, viewer: seer };
  const inUnit = order.byDate && unitId !== null;
  const whole = !narrowed && (inUnit || unitId === null);
  const direction = Prisma.sql`${order.direction}, reference ${order.direction}`;
  const place = from ? Prisma.sql`AND ${order.after(order.key, from)}` : Prisma.empty;
  /** The first `looked` tickets of each range of each year's index. */
  const inOrder = (shown: Prisma.Sql, looked: number): Prisma.Sql =>
    Prisma.join(
      years.flatMap((year) =>
        order.scans(from).map(
          (scan) => Prisma.sql`(
            SELECT ${shown} FROM ${inUnit ? Prisma.sql`ticket_viewer` : Prisma.sql`ticket`} AS t
            WHERE t.year = ${year} ${inUnit ? Prisma.sql`AND t.unit_id = ${unitId}` : Prisma.empty} ${period} ${scan}
            ORDER BY ${order.value} ${direction} LIMIT ${looked})`,
        ),
      ),
      ' UNION ALL ',
    );
  const matches = Prisma.sql`
    (SELECT search @@ (SELECT query FROM asked WHERE of_month = month) FROM ticket_search AS s WHERE s.reference = c.reference)
    ${clock ? Prisma.sql`AND (SELECT ${clock} FROM ticket AS t WHERE t.reference = c.reference)` : Prisma.empty}`;
  const searched = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT reference, ${order.key} AS key
    FROM ${order.byDate && !clock ? Prisma.sql`ticket_search AS t` : Prisma.sql`ticket_search AS s JOIN ticket AS t USING (reference)`}
    WHERE ${condition} ${clock ? Prisma.sql`AND ${clock}` : Prisma.empty} ${period} ${place}`;
  // Open tickets of earlier years are few, so check each: prefix searches are expensive in an index.
  const asOpen = narrowed
    ? Prisma.sql`AND search @@ (SELECT query FROM asked_before WHERE of_month = month)`
    : Prisma.empty;
  const asked = (years: number[], all: Traits, wholeWords = false): Prisma.Sql => Prisma.sql`
    MATERIALIZED (SELECT of_month, query FROM month_queries(${years}::int[], ${JSON.stringify(all)}::jsonb, ${typed}, ${wholeWords}))`;
  const byMonth = (queries: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT reference, key FROM ${queries} AS month_asked
    CROSS JOIN LATERAL (${searched(Prisma.sql`search @@ month_asked.query`)} OFFSET 0) AS of_one WHERE true`;
  return {
    wanted: Prisma.sql`
      asked AS ${asked(years, ofYear)}, asked_whole AS ${asked(years, ofYear, true)},
      asked_before AS ${asked(earlier, traits)}`,
    near: (most, looked) => Prisma.sql`
      SELECT reference, key FROM (
        SELECT * FROM (${inOrder(Prisma.sql`t.reference, ${order.key} AS key`, looked)}) AS scanned
        ORDER BY key ${direction} LIMIT ${looked}) AS c
      WHERE ${whole ? Prisma.sql`true` : matches} ORDER BY key ${direction} LIMIT ${most}`,
    goesOn: (looked) =>
      Prisma.sql`EXISTS (SELECT FROM (${inOrder(Prisma.sql`1`, looked + 1)}) AS scanned OFFSET ${looked})`,
    far: byMonth(Prisma.sql`asked`),
    farWhole: byMonth(Prisma.sql`asked_whole`),
    old: Prisma.sql`
      ${searched(Prisma.sql`search @@ (SELECT open_query(${earlier}::int[], ${seer}))`)} ${asOpen}`,
    named:
      named === null
        ? null
        : Prisma.sql`
      SELECT reference, ${order.key} AS key, NOT (t.year = ANY (${years}::int[]) OR t.year = ANY (${earlier}::int[]) AND resolved_at IS NULL) AS elsewhere
      FROM ticket_search AS s JOIN ticket AS t USING (reference)
      WHERE reference = ${named} ${clock ? Prisma.sql`AND ${clock}` : Prisma.empty} ${period} AND search @@ (
        SELECT query FROM month_queries(ARRAY[t.year], ${JSON.stringify({ ...traits, viewer: seer })}::jsonb, '', false)
        WHERE of_month = s.month)`,
    whole,
  };
}
