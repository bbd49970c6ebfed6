/** Explains a deadline day by day (specification.md 6). */
import { daysToDue } from '../domain/calendar.ts';
import type { DayToDue } from '../domain/calendar.ts';
import { watchOf } from '../domain/deadline.ts';
import type { Watch } from '../domain/deadline.ts';
import { DateTime } from 'luxon';
import { hoursText } from '../domain/service-hours.ts';
import { hoursOn } from '../domain/working-days.ts';
import { calendarOf } from './tables.ts';
import type { Place } from './tables.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export interface ExplainedDay extends DayToDue {
  /** The holiday's name; null on other days. */
  holiday: string | null;
  /** "08.00–12.00, 13.00–17.00" on a working day. */
  hours: string | null;
}

interface ExplainedDeadline extends Watch {
  days: ExplainedDay[];
}

/** @param workingDays null for the configured number */
export async function explainDeadline(
  prisma: PrismaClient,
  place: Place,
  openedAt: Date,
  workingDays: number | null,
): Promise<ExplainedDeadline> {
  const sla = await calendarOf(prisma, place);
  const { calendar } = sla;
  const count = workingDays ?? sla.workingDays;
  const days = daysToDue(openedAt, count, calendar);
  const names = await holidayNames(prisma, place, days);
  return {
    ...watchOf(openedAt, count, calendar),
    days: days.map((day) => {
      const local = DateTime.fromISO(day.date, { zone: 'utc' });
      const worked = day.why === 'COUNTED' || day.why === 'AFTER_HOURS';
      const hours = worked && local.isValid ? hoursText(hoursOn(local, calendar)) : null;
      return { ...day, holiday: names.get(day.date) ?? null, hours };
    }),
  };
}

async function holidayNames(
  prisma: PrismaClient,
  { province }: Place,
  days: DayToDue[],
): Promise<Map<string, string>> {
  const date = { gte: new Date(days[0]?.date ?? 0), lte: new Date(days.at(-1)?.date ?? 0) };
  const rows = await prisma.holiday.findMany({ where: { date, province: { in: ['', province ?? ''] } } });
  return new Map(rows.map((row) => [row.date.toISOString().slice(0, 10), row.name]));
}
