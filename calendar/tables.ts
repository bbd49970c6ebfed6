/** The working calendar of a unit, from the tables that the administrator edits (specification.md 6). */
import type { Calendar } from '../domain/calendar.ts';
import type { Hours } from '../domain/service-hours.ts';
import type { Period } from '../domain/working-days.ts';
import { plannedOnce } from '../prisma/client.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

interface SlaCalendar {
  calendar: Calendar;
  /** Working days until the deadline. */
  workingDays: number;
  /** Working days from HAI's reply to the automatic completion; 0 turns it off. */
  autoCompleteWorkingDays: number;
}

/** Where a unit is. Without a province only national days off apply. */
export interface Place {
  zone: string;
  province: string | null;
}

type CalendarTables = Pick<PrismaClient, '$queryRaw'>;

interface CalendarRow {
  workingDays: number;
  autoCompleteWorkingDays: number;
  zone: string;
  hours: Hours;
  /** These two are null when there are none. */
  periods: Period[] | null;
  holidays: string[] | null;
}

/**
 * Reads the settings and the days off of this place in one round trip, because every ticket asks.
 *
 * @throws Error when the database was never seeded.
 */
export async function calendarOf(prisma: CalendarTables, { zone, province }: Place): Promise<SlaCalendar> {
  const rows = await prisma.$queryRaw<CalendarRow[]>`
    ${plannedOnce} SELECT ${columnsWhere(Prisma.sql`${province ?? ''}`)}, ${zone} AS zone FROM sla_setting WHERE sla_setting.id = 1`;
  return calendarIn(rows);
}

/**
 * The calendar of this unit's place.
 * @throws Error if the unit does not exist, or the database was never seeded
 */
export async function calendarOfUnit(prisma: CalendarTables, unitId: string): Promise<SlaCalendar> {
  const rows = await prisma.$queryRaw<CalendarRow[]>`
    ${plannedOnce} SELECT ${columnsWhere(Prisma.sql`unit.province`)}, zone
    FROM sla_setting JOIN unit ON unit.id = ${unitId} WHERE sla_setting.id = 1`;
  return calendarIn(rows);
}

const columnsWhere = (province: Prisma.Sql): Prisma.Sql => Prisma.sql`
  working_days AS "workingDays", auto_complete_working_days AS "autoCompleteWorkingDays", hours,
  (SELECT json_agg(json_build_object('first', first_day, 'last', last_day, 'hours', hours)) FROM service_period) AS periods,
  (SELECT json_agg(date) FROM holiday WHERE holiday.province IN ('', ${province})) AS holidays`;

function calendarIn([row]: CalendarRow[]): SlaCalendar {
  if (!row) throw new Error('sla_setting is empty, or there is no such unit: the database was not seeded');
  const { workingDays, autoCompleteWorkingDays, zone, hours } = row;
  const holidays = new Set(row.holidays);
  return {
    calendar: { zone, hours, periods: row.periods ?? [], holidays },
    workingDays,
    autoCompleteWorkingDays,
  };
}

/**
 * The calendars of all places, read in one round trip.
 *
 * @throws Error when the database was never seeded.
 */
export async function calendars(prisma: CalendarTables): Promise<(place: Place) => Calendar> {
  const rows = await prisma.$queryRaw<
    { hours: Hours; periods: Period[] | null; off: Record<string, string[]> | null }[]
  >`
    ${plannedOnce} SELECT hours, (SELECT json_agg(json_build_object('first', first_day, 'last', last_day, 'hours', hours)) FROM service_period)
        AS periods,
      (SELECT json_object_agg(province, dates) FROM (
        SELECT province, json_agg(date) AS dates FROM holiday GROUP BY province) AS by_province) AS off
    FROM sla_setting WHERE id = 1`;
  const [row] = rows;
  if (!row) throw new Error('sla_setting is empty: the database was not seeded');
  const { hours, periods, off } = row;
  const made = new Map<string, Calendar>();
  return ({ zone, province }) => {
    const key = `${zone} ${province ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const holidays = new Set([...(off?.[''] ?? []), ...((province && off?.[province]) || [])]);
    const calendar = { zone, hours, periods: periods ?? [], holidays };
    made.set(key, calendar);
    return calendar;
  };
}

/**
 * Years whose national days off are not in the table yet, so that deadlines skip weekends only (specification.md 6):
 * this year, the next one from October on, when its decree is out, and years with the deadline of an open ticket.
 */
export async function missingYears(prisma: CalendarTables, now: Date): Promise<number[]> {
  const year = now.getUTCFullYear();
  const looked = now.getUTCMonth() >= 9 ? [year, year + 1] : [year];
  const rows = await prisma.$queryRaw<{ year: number }[]>`
    SELECT DISTINCT year FROM (
      SELECT unnest(${looked}::int[]) AS year
      UNION SELECT extract(year FROM due_at)::int FROM ticket WHERE status IN ('WAITING', 'ESCALATED') AND due_at > ${now}) AS looked
    WHERE NOT EXISTS (
      SELECT FROM holiday WHERE province = '' AND date >= make_date(year, 1, 1) AND date < make_date(year + 1, 1, 1))
    ORDER BY year`;
  return rows.map((row) => row.year);
}
