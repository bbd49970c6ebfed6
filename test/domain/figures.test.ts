import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { hoursOf, medianOf, share } from '../../domain/figures.ts';

it('the median is the middle value, or the mean of the two in the middle', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), (values) => {
      const counts = new Map<number, number>();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      const sorted = values.toSorted((a, b) => a - b);
      const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
      expect(medianOf(counts)).toBe(middle.reduce((sum, value) => sum + value, 0) / middle.length);
    }),
  );
  expect(medianOf(new Map())).toBeNull();
});

test.each([
  [29, 200, 15],
  [1, 3, 33],
  [0, 0, null],
])('%i of %i are %j per cent', (part, whole, percent) => {
  expect(share(part, whole)).toBe(percent);
});

it('hours round a half up, and two decimals distinguish every minute', () => {
  expect([hoursOf(807, 1), hoursOf(807, 2)]).toEqual([13.5, 13.45]);
  const hours = Array.from({ length: 5000 }, (_, minutes) => hoursOf(minutes, 2));
  expect(new Set(hours).size).toBe(5000);
});
