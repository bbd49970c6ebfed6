/** Working days, deadlines and working time (spec.md section 6). Luxon does all arithmetic on local time. */
import { DateTime } from 'luxon';

/** The working calendar of one unit. */
export interface Calendar {
  /** IANA zone of the unit, as in Asia/Jayapura. */
  zone: string;
  /** Service hours in minutes of the local day, as in 480 and 1020. */
  opensAt: number;
  closesAt: number;
  /** Holidays and collective leave that hold where the unit is, as YYYY-MM-DD. */
  holidays: ReadonlySet<string>;
}

type LocalDay = DateTime<true>;

const minute = 60_000;
/** More days off in a row than this is a broken holiday table; more days ahead than this is a slip of the caller. */
const longestGap = 366;
const furthestDay = 10_000;

/**
 * The deadline of a ticket: the end of service hours of the Nth working day after day 0, the day of receipt. What comes
 * after service hours or on a day off is received on the next working day (spec.md section 6).
 *
 * @throws RangeError for an unknown zone, hours that never open, a bad number of days, or a year without a working day.
 */
export function dueAt(openedAt: Date, workingDays: number, calendar: Calendar): Date {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > furthestDay) {
    throw new RangeError(`working days must be a whole number from 0 to ${furthestDay}, not ${workingDays}`);
  }
  let day = localDay(openedAt, calendar);
  const afterHours = openedAt.getTime() > instantOf(day, calendar.closesAt);
  if (afterHours || !isWorking(day, calendar)) day = nextWorkingDay(day, 1, calendar);
  for (let n = 0; n < workingDays; n++) day = nextWorkingDay(day, 1, calendar);
  return new Date(instantOf(day, calendar.closesAt));
}

/**
 * When to warn of a deadline: the start of service hours of the working day before the due day (spec.md section 6).
 * With deadlines of less than a day it may lie before the ticket's opening.
 *
 * @throws RangeError as dueAt.
 */
export function warnAt(dueAt: Date, calendar: Calendar): Date {
  // A deadline at midnight ends its day and does not begin the next one.
  const dueDay = localDay(new Date(dueAt.getTime() - 1), calendar);
  return new Date(instantOf(nextWorkingDay(dueDay, -1, calendar), calendar.opensAt));
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
  const wholeDays = workingDaysFrom(first, last, calendar) * lengthOfDay(calendar);
  const worked = wholeDays - workedOn(first, from, calendar) + workedOn(last, to, calendar);
  return Math.floor(worked / minute);
}

/**
 * The earliest instant at which `minutes` of working time have passed since `from`; `from` itself for 0.
 *
 * @throws RangeError as dueAt, and for minutes below 0 or past the furthest day.
 */
export function addWorkingMinutes(from: Date, minutes: number, calendar: Calendar): Date {
  const length = lengthOfDay(calendar);
  if (!(minutes >= 0 && minutes * minute <= furthestDay * length)) {
    throw new RangeError(`working minutes must be from 0 to ${furthestDay} working days, not ${minutes}`);
  }
  if (minutes === 0) return from;
  let day = localDay(from, calendar);
  let sinceOpening = workedOn(day, from, calendar) + minutes * minute;
  if (!isWorking(day, calendar)) day = nextWorkingDay(day, 1, calendar);
  while (sinceOpening > length) {
    sinceOpening -= length;
    day = nextWorkingDay(day, 1, calendar);
  }
  return new Date(instantOf(day, calendar.opensAt) + sinceOpening);
}

/**
 * Is this day of the unit (YYYY-MM-DD) Monday to Friday and no holiday?
 *
 * @throws RangeError for what is no date.
 */
export function isWorkingDay(localDate: string, calendar: Calendar): boolean {
  const day = DateTime.fromISO(localDate, { zone: 'utc' });
  if (!day.isValid) throw new RangeError(`no date: ${localDate}`);
  return isWorking(day, calendar);
}

function isWorking(day: LocalDay, calendar: Calendar): boolean {
  return day.weekday <= 5 && !calendar.holidays.has(day.toISODate());
}

function localDay(instant: Date, calendar: Calendar): LocalDay {
  const time = DateTime.fromJSDate(instant, { zone: calendar.zone });
  if (!time.isValid) throw new RangeError(`no local time: ${time.invalidExplanation ?? time.invalidReason}`);
  lengthOfDay(calendar);
  return time.startOf('day');
}

function instantOf(day: LocalDay, minuteOfDay: number): number {
  return day.set({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 }).toMillis();
}

/** Service hours of a day in milliseconds. */
function lengthOfDay({ opensAt, closesAt }: Calendar): number {
  if (!(closesAt > opensAt)) throw new RangeError(`service hours from ${opensAt} to ${closesAt} never open`);
  return (closesAt - opensAt) * minute;
}

function nextWorkingDay(day: LocalDay, step: 1 | -1, calendar: Calendar): LocalDay {
  for (let n = 1; n <= longestGap; n++) {
    const candidate = day.plus({ days: n * step });
    if (isWorking(candidate, calendar)) return candidate;
  }
  throw new RangeError(`no working day within ${longestGap} days of ${day.toISODate()}`);
}

/** Milliseconds of service hours that have passed on this day at this instant. */
function workedOn(day: LocalDay, instant: Date, calendar: Calendar): number {
  if (!isWorking(day, calendar)) return 0;
  const sinceOpening = instant.getTime() - instantOf(day, calendar.opensAt);
  return Math.min(Math.max(sinceOpening, 0), lengthOfDay(calendar));
}

/** Working days from `first` on, up to but without `end`. */
function workingDaysFrom(first: LocalDay, end: LocalDay, calendar: Calendar): number {
  const days = Math.round(end.diff(first, 'days').days);
  const rest = Array.from({ length: days % 7 }, (_, n) => first.plus({ days: n }).weekday <= 5);
  const weekdays = Math.floor(days / 7) * 5 + rest.filter(Boolean).length;
  const [from, to] = [first.toISODate(), end.toISODate()];
  let holidays = 0;
  for (const date of calendar.holidays) {
    if (date >= from && date < to && DateTime.fromISO(date, { zone: 'utc' }).weekday <= 5) holidays++;
  }
  return weekdays - holidays;
}
