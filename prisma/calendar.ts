/** The working calendar of a unit, from the tables that the administrator edits (spec.md section 6). */
import type { Calendar } from '../domain/calendar.ts';
import type { PrismaClient } from './generated/client.ts';

export interface SlaCalendar {
  calendar: Calendar;
  /** Working days until the deadline. */
  workingDays: number;
  /** Working days from HAI's reply to the automatic completion; 0 turns it off. */
  autoCompleteWorkingDays: number;
}

/** Where a unit is. Without a province only national days off hold. */
export interface Place {
  zone: string;
  province: string | null;
}

type CalendarTables = Pick<PrismaClient, '$queryRaw'>;

interface CalendarRow {
  workingDays: number;
  autoCompleteWorkingDays: number;
  opensAt: number;
  closesAt: number;
  /** Null when there are none. */
  holidays: string[] | null;
}

/**
 * Reads the settings of the clock and the days off that hold in this place, in one round trip: every ticket asks.
 *
 * @throws Error when the database was never seeded.
 */
export async function calendarOf(prisma: CalendarTables, place: Place): Promise<SlaCalendar> {
  const rows = await prisma.$queryRaw<CalendarRow[]>`
    SELECT working_days AS "workingDays", auto_complete_working_days AS "autoCompleteWorkingDays",
      opens_at AS "opensAt", closes_at AS "closesAt",
      (SELECT json_agg(date) FROM holiday WHERE province IN ('', ${place.province ?? ''})) AS holidays
    FROM sla_setting WHERE id = 1`;
  const [row] = rows;
  if (!row) throw new Error('sla_setting is empty: the database was not seeded');
  const { workingDays, autoCompleteWorkingDays, opensAt, closesAt } = row;
  const holidays = new Set(row.holidays);
  return {
    calendar: { zone: place.zone, opensAt, closesAt, holidays },
    workingDays,
    autoCompleteWorkingDays,
  };
}

/** True when no national day off of this year is known yet: its deadlines skip weekends only (spec.md section 6). */
export async function holidaysMissing(prisma: Pick<PrismaClient, 'holiday'>, year: number): Promise<boolean> {
  const first = new Date(Date.UTC(year, 0, 1));
  const next = new Date(Date.UTC(year + 1, 0, 1));
  const known = await prisma.holiday.findFirst({
    where: { province: '', date: { gte: first, lt: next } },
    select: { date: true },
  });
  return known === null;
}
