/** Deadlines and working time (specification.md 6). */
import { DateTime } from 'luxon';
import { closing, lengthOf, minuteAfter, opening, servedBy } from './service-hours.ts';
import { dayOff, hoursOn, instantOf, localDay, longestGap, nextWorkingDay } from './working-days.ts';
import { workingDaysFrom } from './working-days.ts';
import type { Calendar, LocalDay } from './working-days.ts';

export type { Calendar } from './working-days.ts';

const minute = 60_000;
/** More days ahead than this is a caller's mistake. */
const furthestDay = 10_000;

/** A day between a ticket's opening and its deadline, and why it counts or does not. */
export interface DayToDue {
  /** YYYY-MM-DD in the unit's zone. */
  date: string;
  /** Number of the working day, 0 for the day of receipt; null when the day does not count. */
  count: number | null;
  why: 'COUNTED' | 'AFTER_HOURS' | 'WEEKEND' | 'HOLIDAY';
}

/**
 * The deadline of a ticket: the end of service hours of the Nth working day after day 0, the day of receipt. A
 * question that arrives after service hours or on a day off is received on the next working day; a break counts as
 * service hours (specification.md 6).
 * @throws RangeError for an unknown zone, hours that never open, a bad number of days, or a year without a working
 * day
 */
export function dueAt(openedAt: Date, workingDays: number, calendar: Calendar): Date {
  let last = localDay(openedAt, calendar);
  for (const { day } of walk(openedAt, workingDays, calendar)) last = day;
  return new Date(instantOf(last, closing(hoursOn(last, calendar))));
}

/**
 * The end of service hours on a day (YYYY-MM-DD) of the unit, even on a day off.
 * @throws RangeError for an invalid date
 */
export function closesAt(date: string, calendar: Calendar): Date {
  const noon = DateTime.fromISO(`${date}T12:00`, { zone: calendar.zone });
  if (!noon.isValid) throw new RangeError(`no date: ${date}`);
  const day = localDay(noon.toJSDate(), calendar);
  return new Date(instantOf(day, closing(hoursOn(day, calendar))));
}

/** Every day from opening to deadline, both included: explains the deadline. @throws as dueAt */
export function daysToDue(openedAt: Date, workingDays: number, calendar: Calendar): DayToDue[] {
  return Array.from(walk(openedAt, workingDays, calendar), ({ day, ...rest }) => ({
    date: day.toISODate(),
    ...rest,
  }));
}

function* walk(
  openedAt: Date,
  workingDays: number,
  calendar: Calendar,
): Generator<{ day: LocalDay } & Omit<DayToDue, 'date'>> {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > furthestDay) {
    throw new RangeError(`working days must be a whole number from 0 to ${furthestDay}, not ${workingDays}`);
  }
  const opened = localDay(openedAt, calendar);
  const afterHours = openedAt.getTime() > instantOf(opened, closing(hoursOn(opened, calendar)));
  let count = -1;
  let gap = 0;
  for (let day = opened; count < workingDays; day = day.plus({ days: 1 })) {
    const off = dayOff(day, calendar) ?? (afterHours && day === opened ? 'AFTER_HOURS' : null);
    gap = off === null ? 0 : gap + 1;
    if (gap > longestGap)
      throw new RangeError(`no working day within ${longestGap} days of ${day.toISODate()}`);
    if (off === null) count++;
    yield { day, count: off === null ? count : null, why: off ?? 'COUNTED' };
  }
}

/**
 * When to warn of a deadline: the start of service hours of the working day before the due day (specification.md 6).
 * With deadlines of less than a day it may lie before the ticket's opening.
 *
 * @throws RangeError as dueAt.
 */
export function warnAt(dueAt: Date, calendar: Calendar): Date {
  // A deadline at midnight belongs to the day it ends.
  const dueDay = localDay(new Date(dueAt.getTime() - 1), calendar);
  const day = nextWorkingDay(dueDay, -1, calendar);
  return new Date(instantOf(day, opening(hoursOn(day, calendar))));
}

/**
 * Working time from one instant to another in whole minutes, rounded down; 0 when `to` is not later than `from`.
 * The cost does not grow with the span.
 *
 * @throws RangeError as dueAt.
 */
export function workingMinutesBetween(from: Date, to: Date, calendar: Calendar): number {
  if (to <= from) return 0;
  const first = localDay(from, calendar);
  const last = localDay(to, calendar);
  const served =
    servedFrom(first, last, calendar) - servedOn(first, from, calendar) + servedOn(last, to, calendar);
  return Math.floor(served / minute);
}

/**
 * The earliest instant at which `minutes` of working time have passed since `from`; `from` itself for 0.
 *
 * @throws RangeError as dueAt, and for minutes below 0 or past the furthest day.
 */
export function addWorkingMinutes(from: Date, minutes: number, calendar: Calendar): Date {
  let day = localDay(from, calendar);
  if (!(minutes >= 0 && minutes <= furthestDay * lengthOf(calendar.hours))) {
    throw new RangeError(`working minutes must be from 0 to ${furthestDay} working days, not ${minutes}`);
  }
  if (minutes === 0) return from;
  let left = servedOn(day, from, calendar) + minutes * minute;
  if (dayOff(day, calendar) !== null) day = nextWorkingDay(day, 1, calendar);
  for (;;) {
    const length = lengthOf(hoursOn(day, calendar)) * minute;
    if (left <= length) return new Date(instantOf(day, minuteAfter(left / minute, hoursOn(day, calendar))));
    left -= length;
    day = nextWorkingDay(day, 1, calendar);
  }
}

/**
 * Whether this day of the unit (YYYY-MM-DD) is Monday to Friday and no holiday.
 * @throws RangeError for an invalid date
 */
export function isWorkingDay(localDate: string, calendar: Calendar): boolean {
  const day = DateTime.fromISO(localDate, { zone: 'utc' });
  if (!day.isValid) throw new RangeError(`no date: ${localDate}`);
  return dayOff(day, calendar) === null;
}

/** Milliseconds of service on this day until this instant. */
function servedOn(day: LocalDay, instant: Date, calendar: Calendar): number {
  if (dayOff(day, calendar) !== null) return 0;
  const sinceMidnight = instant.getTime() - instantOf(day, 0);
  return Math.round(servedBy(sinceMidnight / minute, hoursOn(day, calendar)) * minute);
}

/** Milliseconds of service on the whole days from `first` up to but without `end`. */
function servedFrom(first: LocalDay, end: LocalDay, calendar: Calendar): number {
  const ordinary = lengthOf(calendar.hours);
  let minutes = workingDaysFrom(first, end, calendar) * ordinary;
  for (const period of calendar.periods) {
    const begins = dayIn(period.first, first);
    const ends = dayIn(period.last, first).plus({ days: 1 });
    const days = workingDaysFrom(begins < first ? first : begins, ends < end ? ends : end, calendar);
    minutes += days * (lengthOf(period.hours) - ordinary);
  }
  return minutes * minute;
}

function dayIn(date: string, { zone }: LocalDay): LocalDay {
  const day = DateTime.fromISO(date, { zone });
  if (!day.isValid) throw new RangeError(`no date: ${date}`);
  return day;
}
