import { firstYear, yearIn } from '../domain/dates.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Reader, TicketFilter } from './ticket-filter.ts';
import { countedTo } from './ticket-find.ts';
import { scopeOf } from './ticket-scope.ts';

export interface YearCount {
  year: number;
  /** One more than `countedTo` when there are more. */
  count: number;
}

/**
 * The other years of recording that have tickets of this reader under the filter, the latest first; none where the filter's days
 * say the year. The same index answers as for the list, by who may see a ticket.
 */
export async function otherYears(
  prisma: PrismaClient,
  reader: Reader,
  filter: TicketFilter,
): Promise<YearCount[]> {
  const scope = scopeOf(reader, filter);
  if (!scope || filter.dari || filter.sampai) return [];
  const { unitId, typed, clock } = scope;
  const traits = JSON.stringify({ ...scope.traits, viewer: unitId ?? 'PUSAT' });
  const last = yearIn(new Date(), reader.zone);
  const years = Array.from({ length: last - firstYear + 1 }, (_, on) => firstYear + on);
  const others = years.filter((year) => year !== reader.year);
  const tickets = clock
    ? Prisma.sql`ticket_search JOIN ticket AS t USING (reference) WHERE ${clock} AND`
    : Prisma.sql`ticket_search WHERE`;
  return prisma.$queryRaw<YearCount[]>`
    SELECT year, count::int FROM unnest(${others}::int[]) AS year
    CROSS JOIN LATERAL (
      SELECT count(*) FROM (
        SELECT FROM month_queries(ARRAY[year], ${traits}::jsonb, ${typed}, false)
        CROSS JOIN LATERAL (SELECT FROM ${tickets} search @@ query LIMIT ${countedTo + 1}) AS of_month
        LIMIT ${countedTo + 1}) AS found) AS of_year
    WHERE count > 0 ORDER BY year DESC`;
}
