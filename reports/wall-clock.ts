import { DateTime } from 'luxon';

const hour = 3_600_000;

/**
 * Converts an instant to this zone's local time, as the epoch milliseconds at which UTC shows the same time. Looks
 * the zone's offset up once for each hour, because it changes only between hours.
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
