/** The figures of a scope, with one statement for each block. */
import type { Person } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { atCounter } from '../prisma/sla-state.ts';
import { ticketsOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { countsOf, inPeriod, momentOf, openStates, openTickets, periodStates } from './states.ts';
import type { By, Clock, OpenState, Period, PeriodState } from './states.ts';

export type OpenCounts = Record<OpenState, number>;

/**
 * Working minutes; null if there is nothing to measure. Medians and percentiles exclude tickets answered at the
 * counter.
 */
export interface Times {
  resolveMedian: number | null;
  resolveP90: number | null;
  responseMedian: number | null;
  responseP90: number | null;
  /** Average over resolved tickets. */
  atUnit: number | null;
  /** Average over tickets that HAI replied to. */
  atHai: number | null;
}

export type PeriodFigures = Record<PeriodState, number> & Times;

export type GroupBy = 'unit' | 'layanan' | 'jenis' | 'petugas';

export interface GroupFigures extends PeriodFigures {
  by: GroupBy;
  /** Id, name or value; empty if the tickets have none. */
  value: string;
}

export interface WeekFigures extends Record<PeriodState, number> {
  /** The week's Monday, `2026-05-25`. */
  monday: string;
}

/** Tickets that are open now, whenever they were recorded. */
export async function readOpen(
  prisma: PrismaClient,
  person: Person,
  scope: Scope,
  clock: Clock,
): Promise<OpenCounts> {
  const rows = await prisma.$queryRaw<OpenCounts[]>`
    SELECT ${countsOf(openStates, clock)} ${ticketsOf(person, scope, openTickets)}`;
  return rows[0] as OpenCounts;
}

const percentile = (share: number, minutes: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(percentile_cont(${share}::float8) WITHIN GROUP (ORDER BY ${minutes}) FILTER (WHERE ${atCounter} IS NOT TRUE))::float8`;

const [resolution, response] = [Prisma.sql`resolution_minutes`, Prisma.sql`first_response_minutes`];

const times = Prisma.sql`
  ${percentile(0.5, resolution)} AS "resolveMedian", ${percentile(0.9, resolution)} AS "resolveP90",
  ${percentile(0.5, response)} AS "responseMedian", ${percentile(0.9, response)} AS "responseP90",
  avg(resolution_minutes - coalesce(hai_minutes, 0))::float8 AS "atUnit", avg(hai_minutes)::float8 AS "atHai"`;

/** Tickets recorded in the period. */
export async function readPeriod(
  prisma: PrismaClient,
  person: Person,
  scope: Scope,
  period: Period,
  clock: Clock,
): Promise<PeriodFigures> {
  const rows = await prisma.$queryRaw<PeriodFigures[]>`
    SELECT ${countsOf(periodStates, clock)}, ${times} ${ticketsOf(person, scope, inPeriod(period, 'direkam'))}`;
  return rows[0] as PeriodFigures;
}

/** The period's tickets grouped by unit (or Kanwil), service and asker type, and by officer within one unit. */
export async function readGroups(
  prisma: PrismaClient,
  person: Person,
  scope: Scope,
  period: Period,
  clock: Clock,
): Promise<GroupFigures[]> {
  const part = {
    kanwil: Prisma.sql`CASE WHEN type = 'KPPN' THEN parent_id ELSE unit.id END`,
    unit: Prisma.sql`handling_unit_id`,
    officer: Prisma.sql`coalesce(officer_name, '')`,
  }[scope.parts ?? 'officer'];
  return prisma.$queryRaw<GroupFigures[]>`
    WITH chosen AS (
      SELECT handling_unit_id, service, asker_type, officer_name, ticket.opened_at, due_at, escalated_at, resolved_at,
        resolution_minutes, first_response_minutes, hai_minutes ${ticketsOf(person, scope, inPeriod(period, 'direkam'))}),
    placed AS (
      SELECT chosen.*, coalesce(service::text, '') AS layanan, asker_type::text AS jenis, ${part} AS part
      FROM chosen JOIN unit ON unit.id = handling_unit_id)
    SELECT CASE WHEN grouping(layanan) = 0 THEN 'layanan' WHEN grouping(jenis) = 0 THEN 'jenis'
        ELSE ${scope.parts === null ? 'petugas' : 'unit'} END AS "by",
      coalesce(layanan, jenis, part) AS value, ${countsOf(periodStates, clock)}, ${times}
    FROM placed AS ticket GROUP BY GROUPING SETS ((layanan), (jenis), (part)) ORDER BY 1, "direkam" DESC, 2`;
}

/** By the week of this moment, earliest first. */
export const readWeeks = (
  prisma: PrismaClient,
  person: Person,
  scope: Scope,
  period: Period,
  by: By,
  clock: Clock,
  zone: string,
): Promise<WeekFigures[]> => prisma.$queryRaw<WeekFigures[]>`
  SELECT to_char(date_trunc('week', ${momentOf[by]} AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS monday,
    ${countsOf(periodStates, clock)}
  ${ticketsOf(person, scope, inPeriod(period, by))} GROUP BY 1 ORDER BY 1`;
