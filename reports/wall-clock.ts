import { DateTime } from 'luxon';

const hour = 3_600_000;

/**
 * Tells what the clock on a wall of this zone showed, as the epoch milliseconds at which a clock in UTC shows the same. A zone's
 * distance from UTC is looked up once for each hour: it changes between hours only.
 */
export function wallClockOf(zone: string): (instant: number) => number {
  const distances = new Map<number, number>();
  return (instant) => {
    const within = Math.floor(instant / hour);
    let distance = distances.get(within);
    if (distance === undefined) {
      distance = DateTime.fromMillis(within * hour, { zone }).offset * 60_000;
      distances.set(within, distance);
    }
    return instant + distance;
  };
}
