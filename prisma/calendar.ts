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

type CalendarTables = Pick<PrismaClient, 'slaSetting' | 'holiday'>;

/**
 * Reads the settings of the clock and the days off that hold in this place; works in a transaction too.
 *
 * @throws Error when the database was never seeded.
 */
export async function calendarOf(prisma: CalendarTables, place: Place): Promise<SlaCalendar> {
  const [setting, holidays] = await Promise.all([
    prisma.slaSetting.findUnique({ where: { id: 1 } }),
    prisma.holiday.findMany({
      where: { province: { in: ['', place.province ?? ''] } },
      select: { date: true },
    }),
  ]);
  if (setting === null) throw new Error('sla_setting is empty: the database was not seeded');
  const { opensAt, closesAt, workingDays, autoCompleteWorkingDays } = setting;
  const days = new Set(holidays.map(({ date }) => isoDay(date)));
  return {
    calendar: { zone: place.zone, opensAt, closesAt, holidays: days },
    workingDays,
    autoCompleteWorkingDays,
  };
}

/** True when no national day off of this year is known yet: its deadlines skip weekends only (spec.md section 6). */
export async function holidaysMissing(prisma: CalendarTables, year: number): Promise<boolean> {
  const first = new Date(Date.UTC(year, 0, 1));
  const next = new Date(Date.UTC(year + 1, 0, 1));
  const known = await prisma.holiday.findFirst({
    where: { province: '', date: { gte: first, lt: next } },
    select: { date: true },
  });
  return known === null;
}

/** A `date` column arrives as midnight UTC. */
function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
