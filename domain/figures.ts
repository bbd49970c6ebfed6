/** Figures of many tickets, counted alike by reports and by monitoring. */

/**
 * The median of values that each occur so many times, null of none. Of two in the middle it is their mean, as of PostgreSQL's
 * percentile_cont(0.5), by which monitoring reads it.
 */
export function medianOf(counts: Map<number, number>): number | null {
  const sorted = [...counts].toSorted(([a], [b]) => a - b);
  const last = sorted.reduce((sum, [, times]) => sum + times, 0) - 1;
  if (last < 0) return null;
  const at = (place: number): number => {
    let passed = 0;
    return sorted.find(([, times]) => (passed += times) > place)?.[0] ?? 0;
  };
  return (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2;
}

/** In whole per cent; null of nothing. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole);

/** Working minutes as hours. Two decimals still tell every minute. */
export const hoursOf = (minutes: number, decimals: 1 | 2): number =>
  Math.round((minutes * 10 ** decimals) / 60) / 10 ** decimals;
