import { expect, test } from 'vitest';
import {
  asTyped,
  formatDay,
  formatInstant,
  isoDay,
  readDay,
  readInstant,
  yearIn,
  zoneName,
} from '../../domain/dates.ts';

const newYearInPapua = new Date('2026-12-31T15:30:00Z');

test('an instant shows the wall clock of the zone', () => {
  expect(formatInstant(new Date('2017-05-31T08:57:11Z'), 'Asia/Jakarta')).toBe('31 Mei 2017 15.57 WIB');
  expect(formatInstant(newYearInPapua, 'Asia/Pontianak')).toBe('31 Desember 2026 22.30 WIB');
  expect(formatInstant(newYearInPapua, 'Asia/Makassar')).toBe('31 Desember 2026 23.30 WITA');
  expect(formatInstant(newYearInPapua, 'Asia/Jayapura')).toBe('1 Januari 2027 00.30 WIT');
});

test('a day and a year are those of the zone', () => {
  expect(formatDay(newYearInPapua, 'Asia/Makassar')).toBe('31 Desember 2026');
  expect(formatDay(newYearInPapua, 'Asia/Jayapura')).toBe('1 Januari 2027');
  expect(isoDay(newYearInPapua, 'Asia/Makassar')).toBe('2026-12-31');
  expect(isoDay(newYearInPapua, 'Asia/Jayapura')).toBe('2027-01-01');
  expect(yearIn(newYearInPapua, 'Asia/Makassar')).toBe(2026);
  expect(yearIn(newYearInPapua, 'Asia/Jayapura')).toBe(2027);
});

test('months are Indonesian', () => {
  const months = Array.from({ length: 12 }, (_, month) =>
    formatDay(new Date(Date.UTC(2026, month, 1)), 'UTC'),
  );
  expect(months.map((day) => day.split(' ')[1])).toEqual(
    'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  );
});

test('a zone outside Indonesia keeps its name; an unknown one is refused', () => {
  expect(zoneName('Asia/Singapore')).toBe('Asia/Singapore');
  expect(() => formatInstant(newYearInPapua, 'Asia/Pekanbaru')).toThrow(RangeError);
});

test.each(['17/08/2026', '17/8/2026', '17-08-2026', '17.8.2026', '2026-08-17'])('%s is a day', (typed) => {
  expect(readDay(typed)).toBe('2026-08-17');
});

test.each([
  '',
  'besok',
  '31/02/2026',
  '08/17/2026',
  '17/08/26',
  '17/08/1999',
  '17/08/2100',
  '2026-8-17',
  '2026/08/17',
  '17/08/2026 ',
  '١٧/٠٨/٢٠٢٦',
])('"%s" is not a day', (typed) => {
  expect(readDay(typed)).toBeNull();
});

test.each([
  ['17/08/2026 18.30', '2026-08-17T11:30:00Z'],
  ['17/8/2026 8:05', '2026-08-17T01:05:00Z'],
  ['17/08/2026 18.30.05', '2026-08-17T11:30:05Z'],
  ['17/08/2026', '2026-08-16T17:00:00Z'],
  ['2026-08-17T18:30', '2026-08-17T11:30:00Z'],
  ['2026-08-17T18:30:00Z', '2026-08-17T18:30:00Z'],
])('%s is an instant', (typed, instant) => {
  expect(readInstant(typed, 'Asia/Jakarta')).toEqual(new Date(instant));
});

test.each(['', 'besok', '17/08/2026 25.00', '17/08/2026 pagi', '01/01/1999 08.00', '2100-01-01T00:00'])(
  '"%s" is not an instant',
  (typed) => {
    expect(readInstant(typed, 'Asia/Jakarta')).toBeNull();
  },
);

test.each([
  ['2026-08-17', '17/08/2026'],
  ['2026-08-17T18:30', '17/08/2026 18.30'],
  ['2026-08-17T18:30:00', '17/08/2026 18.30'],
  ['2026-08-17T18:30:05', '17/08/2026 18.30.05'],
  ['17/08/26', '17/08/26'],
  ['2026-08-17T18:30:00Z', '2026-08-17T18:30:00Z'],
])('%s is shown as %s', (iso, typed) => {
  expect(asTyped(iso)).toBe(typed);
});
