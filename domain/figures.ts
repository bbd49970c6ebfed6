/** Calculations that reports and monitoring share. */

/**
 * The median of values with the number of times each occurs; null if there are none. The mean of two middle values,
 * like PostgreSQL's percentile_cont(0.5), which monitoring uses.
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

/** In whole per cent; null if there is no whole. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole);

/** Working minutes as hours. With two decimals every minute has its own value. */
export const hoursOf = (minutes: number, decimals: 1 | 2): number =>
  Math.round((minutes * 10 ** decimals) / 60) / 10 ** decimals;
