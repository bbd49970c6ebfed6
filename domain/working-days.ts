/** Which days a unit works, and when (specification.md 6). Luxon does all arithmetic on local time. */
import { DateTime } from 'luxon';
import { areHours } from './service-hours.ts';
import type { Hours } from './service-hours.ts';

/** Days with special service hours, both ends included, such as Ramadan. Periods don't overlap. */
export interface Period {
  /** YYYY-MM-DD */
  first: string;
  last: string;
  hours: Hours;
}

/** The working calendar of one unit. */
export interface Calendar {
  /** IANA zone of the unit, such as Asia/Jayapura. */
  zone: string;
  /** Ordinary service hours. */
  hours: Hours;
  periods: readonly Period[];
  /** Holidays and collective leave in the unit's place, as YYYY-MM-DD. */
  holidays: ReadonlySet<string>;
}

export type LocalDay = DateTime<true>;

/** More days off in a row than this mean a broken holiday table. */
export const longestGap = 366;

/** @throws RangeError for an unknown zone, an invalid instant, or invalid hours. */
export function localDay(instant: Date, calendar: Calendar): LocalDay {
  const time = DateTime.fromJSDate(instant, { zone: calendar.zone });
  if (!time.isValid) throw new RangeError(`no local time: ${time.invalidExplanation ?? time.invalidReason}`);
  for (const hours of [calendar.hours, ...calendar.periods.map((period) => period.hours)])
    if (!areHours(hours)) throw new RangeError(`service hours ${JSON.stringify(hours)} never open`);
  return time.startOf('day');
}

/** Epoch milliseconds of a minute of this day; the minute may be fractional. */
export function instantOf(day: LocalDay, minuteOfDay: number): number {
  const whole = Math.floor(minuteOfDay);
  const start = day.set({ hour: Math.floor(whole / 60), minute: whole % 60 }).toMillis();
  return start + Math.round((minuteOfDay - whole) * 60_000);
}

/** The service hours of this day, if it is a working day. */
export function hoursOn(day: LocalDay, { hours, periods }: Calendar): Hours {
  if (periods.length === 0) return hours;
  const date = day.toISODate();
  return periods.find(({ first, last }) => first <= date && date <= last)?.hours ?? hours;
}

/** Why this day is off; null for a working day. */
export function dayOff(day: LocalDay, calendar: Calendar): 'WEEKEND' | 'HOLIDAY' | null {
  if (day.weekday > 5) return 'WEEKEND';
  return calendar.holidays.has(day.toISODate()) ? 'HOLIDAY' : null;
}

/** @throws RangeError when there is none within a year */
export function nextWorkingDay(day: LocalDay, step: 1 | -1, calendar: Calendar): LocalDay {
  for (let n = 1; n <= longestGap; n++) {
    const candidate = day.plus({ days: n * step });
    if (dayOff(candidate, calendar) === null) return candidate;
  }
  throw new RangeError(`no working day within ${longestGap} days of ${day.toISODate()}`);
}

/**
 * Working days from `first` up to but excluding `end`; 0 if `end` is not later. The cost does not grow with the span.
 */
export function workingDaysFrom(first: LocalDay, end: LocalDay, calendar: Calendar): number {
  const days = Math.round(end.diff(first, 'days').days);
  if (days <= 0) return 0;
  const rest = Array.from({ length: days % 7 }, (_, n) => first.plus({ days: n }).weekday <= 5);
  const weekdays = Math.floor(days / 7) * 5 + rest.filter(Boolean).length;
  const [from, to] = [first.toISODate(), end.toISODate()];
  let holidays = 0;
  for (const date of calendar.holidays) {
    if (date >= from && date < to && DateTime.fromISO(date, { zone: 'utc' }).weekday <= 5) holidays++;
  }
  return weekdays - holidays;
}
