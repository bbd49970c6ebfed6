/**
 * The three parts of every list (docs/decisions/0013-lists-by-a-readers-own-index.md): the first tickets of the year in order,
 * looked at one by one; all of the year by the search index, when those were not enough; the open ones of earlier years.
 */
import { Prisma } from '../prisma/generated/client.ts';
import type { Order } from './ticket-order.ts';
import { seenBy } from './ticket-scope.ts';
import type { Scope } from './ticket-scope.ts';

export interface Parts {
  /** `wanted (year, open, words)`: what the search index is asked for. */
  wanted: Prisma.Sql;
  /** At most `most` of the first `looked` tickets of the year in this order. */
  near: (most: number, looked: number) => Prisma.Sql;
  /** Whether the year's tickets go on after the first `looked` of this order. */
  goesOn: (looked: number) => Prisma.Sql;
  /** All of the year that match. */
  far: Prisma.Sql;
  /** What is still open of earlier years. */
  old: Prisma.Sql;
  /** Whether each of the tickets in order matches, so that none has to be looked at. */
  whole: boolean;
}

/** Each part gives (reference, key) of what comes after the place, when there is one; `near` alone is in order. */
export function partsOf(scope: Scope, order: Order, place: Prisma.Sql): Parts {
  const { unitId, year, earlier, lexemes, typed, period, clock } = scope;
  const seen = (kind: 'u' | 'o'): string[] => [seenBy(unitId === null ? null : { unitId }, kind), ...lexemes];
  // Who sees all need not be asked for, unless nothing else is.
  const ofYear = unitId === null && scope.narrowed ? lexemes : seen('u');
  const inUnit = order.byDate && unitId !== null;
  const whole = !scope.narrowed && (inUnit || unitId === null);
  const ranged = Prisma.sql`
    FROM ${inUnit ? Prisma.sql`ticket_viewer` : Prisma.sql`ticket`} AS t
    WHERE t.year = ${year} ${inUnit ? Prisma.sql`AND t.unit_id = ${unitId}` : Prisma.empty}
      ${order.partly ? Prisma.sql`AND t.${order.column} IS NOT NULL` : Prisma.empty} ${period} ${place}`;
  const matches = Prisma.sql`
    (SELECT s.search @@ (SELECT year FROM wanted) FROM ticket_search AS s WHERE s.reference = c.reference)
    ${clock ? Prisma.sql`AND (SELECT ${clock} FROM ticket AS t WHERE t.reference = c.reference)` : Prisma.empty}`;
  const searched = (query: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT reference, ${order.key} AS key
    FROM ${order.byDate && !clock ? Prisma.sql`ticket_search AS t` : Prisma.sql`ticket_search AS s JOIN ticket AS t USING (reference)`}
    WHERE search @@ ${query} ${clock ? Prisma.sql`AND ${clock}` : Prisma.empty} ${period} ${place}`;
  // Open tickets of earlier years are few: their words are looked at, for what begins with a word is much in an index.
  const words = Prisma.sql`AND (search @@ (SELECT words FROM wanted)) IS TRUE`;
  const direction = Prisma.sql`${order.direction}, reference ${order.direction}`;
  return {
    wanted: Prisma.sql`wanted AS MATERIALIZED (
      SELECT ticket_query(${[year]}::int[], ${ofYear}::text[], ${typed}) AS year,
        ticket_query(${earlier}::int[], ${seen('o')}::text[], '') AS open,
        ${typed === '' ? Prisma.sql`NULL::tsquery` : Prisma.sql`ticket_query(${earlier}::int[], ARRAY[]::text[], ${typed})`} AS words)`,
    near: (most, looked) => Prisma.sql`
      SELECT reference, key FROM (
        SELECT t.reference, t.${order.column} AS key ${ranged} ORDER BY t.${order.column} ${direction} LIMIT ${looked}) AS c
      WHERE ${whole ? Prisma.sql`true` : matches} ORDER BY key ${direction} LIMIT ${most}`,
    goesOn: (looked) =>
      order.partly
        ? Prisma.sql`true`
        : Prisma.sql`EXISTS (SELECT ${ranged} ORDER BY t.${order.column} ${direction} OFFSET ${looked})`,
    far: searched(Prisma.sql`(SELECT year FROM wanted)`),
    old: Prisma.sql`${searched(Prisma.sql`(SELECT open FROM wanted)`)} ${typed === '' ? Prisma.empty : words}`,
    whole,
  };
}
