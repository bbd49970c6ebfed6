import { expect, test } from 'vitest';
import { referenceFrom, referenceStem } from '../../domain/reference.ts';

test('a reference shows month, day and time of the recording in the recorder’s zone', () => {
  expect(referenceStem(new Date('2017-05-31T16:04:06+07:00'), 'Asia/Jakarta')).toBe('HAI-531160406');
  expect(referenceStem(new Date('2017-05-31T16:04:06+07:00'), 'Asia/Jayapura')).toBe('HAI-531180406');
  expect(referenceStem(new Date('2026-01-02T00:00:09+07:00'), 'Asia/Jakarta')).toBe('HAI-102000009');
  expect(referenceStem(new Date('2026-12-31T23:59:59+07:00'), 'Asia/Jakarta')).toBe('HAI-1231235959');
  expect(referenceStem(new Date('2026-12-31T23:59:59+07:00'), 'Asia/Jayapura')).toBe('HAI-101015959');
});

test('a reference that is in use gets a number', () => {
  expect([1, 2, 3, 11].map((taken) => referenceFrom('HAI-531160406', taken))).toEqual([
    'HAI-531160406',
    'HAI-531160406-2',
    'HAI-531160406-3',
    'HAI-531160406-11',
  ]);
  expect(() => referenceFrom('HAI-531160406', 0)).toThrow(RangeError);
});
