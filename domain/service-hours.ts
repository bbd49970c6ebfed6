/** Service hours of a day: one or more intervals, in minutes of the local day (specification.md 6). */

/** Start and exclusive end, such as `[480, 720]` for 08.00 to 12.00. */
export type Interval = readonly [from: number, to: number];

/** Sorted, none empty, with a break between any two. */
export type Hours = readonly Interval[];

/** Minutes of the local day at which the first interval begins and the last ends. */
export const opening = (hours: Hours): number => hours[0]?.[0] ?? 0;
export const closing = (hours: Hours): number => hours.at(-1)?.[1] ?? 0;

/** Minutes of service in a day. */
export const lengthOf = (hours: Hours): number => hours.reduce((sum, [from, to]) => sum + to - from, 0);

/** Minutes of service, perhaps fractional, that have passed at this minute of the day. */
export const servedBy = (minute: number, hours: Hours): number =>
  hours.reduce((sum, [from, to]) => sum + Math.min(Math.max(minute - from, 0), to - from), 0);

/** The first minute of the day by which this much service has passed: the inverse of servedBy. */
export function minuteAfter(served: number, hours: Hours): number {
  let left = served;
  for (const [from, to] of hours) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return closing(hours);
}

/** Whether these hours are valid `Hours` within one day. */
export function areHours(hours: Hours): boolean {
  const bounds = hours.flat();
  const rising = bounds.every((minute, n) => n === 0 || minute > (bounds[n - 1] ?? 0));
  const inDay = bounds.every((minute) => Number.isInteger(minute) && minute >= 0 && minute <= 1440);
  return hours.length > 0 && rising && inDay;
}

/** "08.00–12.00, 13.00–17.00" */
export const hoursText = (hours: Hours): string =>
  hours.map(([from, to]) => `${timeText(from)}–${timeText(to)}`).join(', ');

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;

/** Reads what hoursText writes, with a colon or a point in times and any dash; null for invalid hours. */
export function readHours(text: string): Hours | null {
  const intervals = text.split(/[,;]/).map((part): Interval | null => {
    const found = /^\s*(\d{1,2})[.:](\d{2})\s*[-–—]\s*(\d{1,2})[.:](\d{2})\s*$/.exec(part);
    if (!found) return null;
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
    if (fromMinute > 59 || toMinute > 59) return null;
    return [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  });
  const hours = intervals.filter((interval) => interval !== null);
  return hours.length === intervals.length && areHours(hours) ? hours : null;
}
