import { expect, test } from 'vitest';
import { areHours, hoursText, readHours } from '../../domain/service-hours.ts';

test.each([
  [
    '08.00–12.00, 13.00–17.00',
    [
      [480, 720],
      [780, 1020],
    ],
  ],
  ['08:00-17:00', [[480, 1020]]],
  ['8.00 - 15.30', [[480, 930]]],
  ['00.00–24.00', [[0, 1440]]],
])('%s are service hours', (text, hours) => {
  expect(readHours(text)).toEqual(hours);
});

test.each([
  '',
  '08.00',
  '17.00–08.00',
  '08.00–08.00',
  '08.00–12.00, 11.00–17.00',
  '08.00–12.00, 12.00–17.00',
  '13.00–17.00, 08.00–12.00',
  '08.60–17.00',
  '08.00–24.01',
  '08.00–17.00,',
  'pagi–sore',
  '<b>',
])('"%s" are invalid hours', (text) => {
  expect(readHours(text)).toBeNull();
});

test('writes hours in the form that it reads', () => {
  const text = '08.00–12.00, 13.00–17.00';
  expect(hoursText(readHours(text) ?? [])).toBe(text);
});

test('hours must be whole minutes of one day', () => {
  expect(areHours([[480, 1020]])).toBe(true);
  expect(areHours([[480.5, 1020]])).toBe(false);
  expect(areHours([[-1, 1020]])).toBe(false);
  expect(areHours([])).toBe(false);
});
