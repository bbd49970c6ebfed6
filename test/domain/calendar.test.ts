import { describe, expect, test } from 'vitest';
import {
  addWorkingMinutes,
  type Calendar,
  daysToDue,
  dueAt,
  isWorkingDay,
  warnAt,
  workingMinutesBetween,
} from '../../domain/calendar.ts';
import { holidays } from './calendars.ts';

const jakarta: Calendar = { zone: 'Asia/Jakarta', hours: [[480, 1020]], periods: [], holidays };
const makassar: Calendar = { ...jakarta, zone: 'Asia/Makassar' };
const jayapura: Calendar = { ...jakarta, zone: 'Asia/Jayapura' };

const wib = (local: string) => new Date(`${local}+07:00`);
const wita = (local: string) => new Date(`${local}+08:00`);
const wit = (local: string) => new Date(`${local}+09:00`);

describe('a deadline', () => {
  test.each([
    // The example of specification.md 6.
    ['after hours before a long weekend', '2026-08-13T18:30', '2026-08-24T17:00'],
    ['within hours', '2026-06-08T10:15', '2026-06-15T17:00'],
    ['before hours: the same day is day 0', '2026-06-08T05:00', '2026-06-15T17:00'],
    ['at midnight', '2026-06-08T00:00', '2026-06-15T17:00'],
    ['exactly at the opening', '2026-06-08T08:00', '2026-06-15T17:00'],
    ['exactly at the end of hours, still inside', '2026-06-08T17:00', '2026-06-15T17:00'],
    ['a millisecond after hours', '2026-06-08T17:00:00.001', '2026-06-17T17:00'],
    ['on a Saturday', '2026-06-06T10:00', '2026-06-15T17:00'],
    ['on a Sunday night', '2026-06-07T23:59', '2026-06-15T17:00'],
    ['on a national holiday', '2026-06-16T10:00', '2026-06-24T17:00'],
    ['on a day of cuti bersama', '2026-05-15T09:00', '2026-05-25T17:00'],
    ['before cuti bersama', '2026-05-12T09:00', '2026-05-21T17:00'],
    ['before Nyepi and Lebaran 2026', '2026-03-17T16:00', '2026-03-31T17:00'],
    ['in the middle of Lebaran', '2026-03-21T12:00', '2026-04-01T17:00'],
    ['before Lebaran 2017, the sixth day of leave added late', '2017-06-22T09:00', '2017-07-07T17:00'],
    ['across the end of the year', '2026-12-23T18:00', '2027-01-06T17:00'],
    ['past the last year of the table: weekends only', '2031-12-29T09:00', '2032-01-05T17:00'],
  ])('%s', (_, opened, due) => {
    expect(dueAt(wib(opened), 5, jakarta)).toEqual(wib(due));
  });

  test('follows the zone of the unit', () => {
    // 17.30 in Jakarta is after hours everywhere; 16.30 is after hours only further east.
    const opened = wib('2026-06-08T16:30');
    expect(dueAt(opened, 5, jakarta)).toEqual(wib('2026-06-15T17:00'));
    expect(dueAt(opened, 5, makassar)).toEqual(wita('2026-06-17T17:00'));
    expect(dueAt(opened, 5, jayapura)).toEqual(wit('2026-06-17T17:00'));
    // Sunday 23.30 in Jakarta is Monday in Papua.
    expect(dueAt(wib('2026-06-07T23:30'), 0, jayapura)).toEqual(wit('2026-06-08T17:00'));
    expect(dueAt(wib('2026-06-05T23:30'), 0, jayapura)).toEqual(wit('2026-06-08T17:00'));
  });

  test('a holiday of one province moves only the deadlines of that province', () => {
    const dki = { ...jakarta, holidays: new Set([...holidays, '2017-04-19']) };
    expect(dueAt(wib('2017-04-12T09:00'), 5, jakarta)).toEqual(wib('2017-04-20T17:00'));
    expect(dueAt(wib('2017-04-12T09:00'), 5, dki)).toEqual(wib('2017-04-21T17:00'));
  });

  test('follows other hours and other numbers of days', () => {
    const short = { ...jakarta, hours: [[450, 990]] } satisfies Calendar;
    expect(dueAt(wib('2026-06-08T16:31'), 1, short)).toEqual(wib('2026-06-10T16:30'));
    expect(dueAt(wib('2026-06-08T09:00'), 0, jakarta)).toEqual(wib('2026-06-08T17:00'));
  });

  test('a service day until midnight still ends on itself', () => {
    const long = { ...jakarta, hours: [[0, 1440]] } satisfies Calendar;
    const due = dueAt(wib('2026-06-08T23:59'), 5, long);
    expect(due).toEqual(wib('2026-06-16T00:00'));
    expect(warnAt(due, long)).toEqual(wib('2026-06-12T00:00'));
  });
});

describe('hours with a break, and Ramadan', () => {
  const breaks: Calendar = {
    ...jakarta,
    hours: [
      [480, 720],
      [780, 1020],
    ],
  };
  const ramadan: Calendar = {
    ...breaks,
    periods: [
      {
        first: '2026-02-18',
        last: '2026-03-19',
        hours: [
          [480, 720],
          [750, 900],
        ],
      },
    ],
  };

  test('a question during the break is received on that day', () => {
    expect(dueAt(wib('2026-06-08T12:30'), 5, breaks)).toEqual(wib('2026-06-15T17:00'));
  });

  test('a break is not working time', () => {
    expect(workingMinutesBetween(wib('2026-06-08T11:30'), wib('2026-06-08T13:30'), breaks)).toBe(60);
    expect(workingMinutesBetween(wib('2026-06-08T12:10'), wib('2026-06-08T12:50'), breaks)).toBe(0);
    expect(workingMinutesBetween(wib('2026-06-08T00:00'), wib('2026-06-10T00:00'), breaks)).toBe(2 * 480);
    expect(addWorkingMinutes(wib('2026-06-08T11:00'), 60, breaks)).toEqual(wib('2026-06-08T12:00'));
    expect(addWorkingMinutes(wib('2026-06-08T11:00'), 61, breaks)).toEqual(wib('2026-06-08T13:01'));
  });

  test.each([
    ['ends earlier in Ramadan', '2026-02-23T09:00', '2026-03-02T15:00'],
    ['begins before it and ends in it', '2026-02-12T09:00', '2026-02-23T15:00'],
    ['begins in it and ends after it', '2026-03-17T09:00', '2026-03-31T17:00'],
    ['begins in it after its shorter hours', '2026-02-23T15:30', '2026-03-03T15:00'],
  ])('a deadline %s', (_, opened, due) => {
    expect(dueAt(wib(opened), 5, ramadan)).toEqual(wib(due));
  });

  test('working time in Ramadan follows its hours', () => {
    const [before, after] = [wib('2026-02-17T00:00'), wib('2026-02-20T00:00')];
    // The 17th is a holiday, the 18th and 19th are in Ramadan.
    expect(workingMinutesBetween(before, after, ramadan)).toBe(2 * 390);
    expect(workingMinutesBetween(wib('2026-02-13T16:00'), wib('2026-02-18T09:00'), ramadan)).toBe(120);
  });

  test('the days to a deadline show why they count', () => {
    expect(daysToDue(wib('2026-08-13T18:30'), 2, jakarta)).toEqual([
      { date: '2026-08-13', count: null, why: 'AFTER_HOURS' },
      { date: '2026-08-14', count: 0, why: 'COUNTED' },
      { date: '2026-08-15', count: null, why: 'WEEKEND' },
      { date: '2026-08-16', count: null, why: 'WEEKEND' },
      { date: '2026-08-17', count: null, why: 'HOLIDAY' },
      { date: '2026-08-18', count: 1, why: 'COUNTED' },
      { date: '2026-08-19', count: 2, why: 'COUNTED' },
    ]);
  });
});

describe('a warning', () => {
  test.each([
    ['the day before', '2026-06-11T17:00', '2026-06-10T08:00'],
    ['over a weekend', '2026-06-15T17:00', '2026-06-12T08:00'],
    ['over Lebaran', '2026-03-25T17:00', '2026-03-17T08:00'],
    ['over the new year', '2027-01-04T17:00', '2026-12-31T08:00'],
  ])('%s', (_, due, warn) => {
    expect(warnAt(wib(due), jakarta)).toEqual(wib(warn));
  });
});

describe('working time', () => {
  test.each([
    ['within a day', '2026-06-08T09:00', '2026-06-08T11:30', 150],
    ['from opening to closing', '2026-06-08T08:00', '2026-06-08T17:00', 540],
    ['outside hours', '2026-06-08T18:00', '2026-06-09T07:00', 0],
    ['from before hours until after them', '2026-06-08T05:00', '2026-06-08T23:00', 540],
    ['over a weekend', '2026-06-05T16:00', '2026-06-08T09:00', 120],
    ['in a weekend', '2026-06-06T09:00', '2026-06-07T16:00', 0],
    ['from a weekend', '2026-06-06T09:00', '2026-06-08T08:45', 45],
    ['over Lebaran', '2026-03-17T16:00', '2026-03-25T09:00', 120],
    ['not a whole minute', '2026-06-08T09:00:30', '2026-06-08T09:01:29', 0],
    ['backwards', '2026-06-09T09:00', '2026-06-08T09:00', 0],
    ['a whole year: 240 working days', '2026-01-01T00:00', '2027-01-01T00:00', 240 * 540],
  ])('%s', (_, from, to, minutes) => {
    expect(workingMinutesBetween(wib(from), wib(to), jakarta)).toBe(minutes);
  });

  test.each([
    ['within a day', '2026-06-08T09:00', 150, '2026-06-08T11:30'],
    ['to the very end of a day', '2026-06-08T09:00', 480, '2026-06-08T17:00'],
    ['over a weekend', '2026-06-05T16:00', 120, '2026-06-08T09:00'],
    ['from a holiday', '2026-03-19T12:00', 1, '2026-03-25T08:01'],
    ['from after hours', '2026-06-08T20:00', 541, '2026-06-10T08:01'],
    ['nothing, and nothing moves', '2026-06-06T12:00', 0, '2026-06-06T12:00'],
  ])('is added %s', (_, from, minutes, to) => {
    expect(addWorkingMinutes(wib(from), minutes, jakarta)).toEqual(wib(to));
  });

  test('a century costs no more than a month', () => {
    const cost = (until: string): number => {
      const started = performance.now();
      for (let n = 0; n < 500; n++) {
        workingMinutesBetween(wib('1990-01-01T00:00'), wib(until), jakarta);
      }
      return performance.now() - started;
    };
    const month = Math.min(cost('1990-02-01T00:00'), cost('1990-02-01T00:00'));
    // Twelve hundred times as long: counting day by day would cost several hundred times as much.
    expect(cost('2090-01-01T00:00') / month).toBeLessThan(100);
  });
});

test('a working day is Monday to Friday and no holiday', () => {
  expect(isWorkingDay('2026-06-15', jakarta)).toBe(true);
  expect(isWorkingDay('2026-06-16', jakarta)).toBe(false);
  expect(isWorkingDay('2026-06-13', jakarta)).toBe(false);
  expect(() => isWorkingDay('2026-06-31', jakarta)).toThrow(RangeError);
});

describe('invalid input is refused', () => {
  const opened = wib('2026-06-08T09:00');
  const days = Array.from({ length: 800 }, (_, n) =>
    new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10),
  );
  const alwaysOff = { ...jakarta, holidays: new Set(days) };

  test.each([
    ['nothing but holidays', () => dueAt(opened, 5, alwaysOff)],
    ['nothing but holidays, adding', () => addWorkingMinutes(opened, 1, alwaysOff)],
    ['an unknown zone', () => dueAt(opened, 5, { ...jakarta, zone: 'Asia/Pekanbaru' })],
    ['hours that never open', () => dueAt(opened, 5, { ...jakarta, hours: [[1020, 1020]] })],
    ['half a working day', () => dueAt(opened, 0.5, jakarta)],
    ['days without end', () => dueAt(opened, Number.MAX_SAFE_INTEGER, jakarta)],
    ['minutes without end', () => addWorkingMinutes(opened, Infinity, jakarta)],
    ['minutes backwards', () => addWorkingMinutes(opened, -1, jakarta)],
    ['no date', () => dueAt(new Date(Number.NaN), 5, jakarta)],
  ])('%s', (_, act) => {
    expect(act).toThrow(RangeError);
  });
});
