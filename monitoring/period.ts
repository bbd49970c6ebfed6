import { DateTime } from 'luxon';
import { readDay } from '../domain/dates.ts';
import type { Period } from './states.ts';

/** Days shown by default, today included. */
const usualDays = 30;
/** Most days. */
const mostDays = 366;

/** The period of an address, `2026-05-31` to `2026-06-30` in the reader's zone; the last 30 days if invalid. */
export function periodOf(dari: string, sampai: string, zone: string, now: Date): Period {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const last = dayOf(sampai, zone) ?? today;
  const first = dayOf(dari, zone) ?? last.minus({ days: usualDays - 1 });
  const ordered = first <= last ? [first, last] : [last, first];
  const [from = today, to = today] = ordered;
  return between(DateTime.max(from, to.minus({ days: mostDays - 1 })), to);
}

/** The period of the same length just before. */
export function periodBefore({ dari, sampai }: Period, zone: string): Period {
  const [first, last] = [DateTime.fromISO(dari, { zone }), DateTime.fromISO(sampai, { zone })];
  const days = Math.round(last.diff(first, 'days').days) + 1;
  return between(first.minus({ days }), last.minus({ days }));
}

/** Monday to Sunday of the week that begins on this day, within the period. */
export function weekWithin(monday: string, period: Period, zone: string): Period {
  const first = DateTime.fromISO(monday, { zone });
  const [from, to] = [DateTime.fromISO(period.dari, { zone }), DateTime.fromISO(period.sampai, { zone })];
  return between(DateTime.max(first, from), DateTime.min(first.plus({ days: 6 }), to));
}

function dayOf(text: string, zone: string): DateTime | null {
  const day = readDay(text);
  return day === null ? null : DateTime.fromISO(day, { zone });
}

const between = (first: DateTime, last: DateTime): Period => ({
  dari: first.toISODate() ?? '',
  sampai: last.toISODate() ?? '',
  from: first.toJSDate(),
  until: last.plus({ days: 1 }).toJSDate(),
});
