import { expect, test } from 'vitest';
import { formatDay, formatInstant, yearIn, zoneName } from '../../domain/dates.ts';

const newYearInPapua = new Date('2026-12-31T15:30:00Z');

test('an instant reads as the wall clock of the zone', () => {
  expect(formatInstant(new Date('2017-05-31T08:57:11Z'), 'Asia/Jakarta')).toBe('31 Mei 2017 15.57 WIB');
  expect(formatInstant(newYearInPapua, 'Asia/Pontianak')).toBe('31 Desember 2026 22.30 WIB');
  expect(formatInstant(newYearInPapua, 'Asia/Makassar')).toBe('31 Desember 2026 23.30 WITA');
  expect(formatInstant(newYearInPapua, 'Asia/Jayapura')).toBe('1 Januari 2027 00.30 WIT');
});

test('a day and a year are those of the zone', () => {
  expect(formatDay(newYearInPapua, 'Asia/Makassar')).toBe('31 Desember 2026');
  expect(formatDay(newYearInPapua, 'Asia/Jayapura')).toBe('1 Januari 2027');
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
