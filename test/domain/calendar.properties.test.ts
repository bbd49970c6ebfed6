import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  addWorkingMinutes,
  type Calendar,
  daysToDue,
  dueAt,
  isWorkingDay,
  warnAt,
  workingMinutesBetween,
} from '../../domain/calendar.ts';
import { lengthOf } from '../../domain/service-hours.ts';
import type { Hours, Interval } from '../../domain/service-hours.ts';
import type { Period } from '../../domain/working-days.ts';

const instant = fc.date({
  min: new Date('2016-01-01T00:00:00Z'),
  max: new Date('2030-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const wholeMinute = instant.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
const day = instant.map((date) => date.toISOString().slice(0, 10));

/** One to three intervals of the local day. */
const hours: fc.Arbitrary<Hours> = fc
  .integer({ min: 1, max: 3 })
  .chain((n) =>
    fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2 * n, maxLength: 2 * n, size: 'max' }),
  )
  .map((bounds) => bounds.toSorted((a, b) => a - b))
  .map((bounds) =>
    bounds.flatMap((from, n): Interval[] => (n % 2 === 0 ? [[from, bounds[n + 1] ?? 0]] : [])),
  );

const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    zone: fc.constantFrom('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'),
    hours,
    periods: fc.array(fc.tuple(day, fc.integer({ min: 0, max: 60 }), hours), { maxLength: 4 }),
    scattered: fc.array(day, { maxLength: 300 }),
    leave: fc.array(fc.tuple(day, fc.integer({ min: 2, max: 12 })), { maxLength: 20 }),
  })
  .map(({ zone, hours, periods, scattered, leave }) => ({
    zone,
    hours,
    periods: apart(periods.map(([first, length, hours]) => ({ first, last: shifted(first, length), hours }))),
    holidays: new Set([...scattered, ...leave.flatMap(([first, length]) => daysFrom(first, length))]),
  }));

const shifted = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');

/** Of overlapping periods only the first counts. */
const apart = (periods: Period[]): Period[] =>
  periods.filter(({ first, last }, n) => periods.slice(0, n).every((p) => last < p.first || p.last < first));

/** The service hours of a day, by plain lookup. */
const hoursOf = (date: string, { hours, periods }: Calendar): Hours =>
  periods.find(({ first, last }) => first <= date && date <= last)?.hours ?? hours;

const workingDays = fc.integer({ min: 0, max: 30 });

function daysFrom(first: string, length: number): string[] {
  const start = DateTime.fromISO(first, { zone: 'utc' });
  return Array.from({ length }, (_, n) => start.plus({ days: n }).toFormat('yyyy-MM-dd'));
}

/** The local day of an instant; a deadline at midnight belongs to the day it ends. */
function dayOf(date: Date, zone: string, ending = false): string {
  return DateTime.fromMillis(date.getTime() - (ending ? 1 : 0), { zone }).toFormat('yyyy-MM-dd');
}

/**
 * Counts working days after `from` up to and including `to` day by day: slow, plain, and independent of the tested
 * code.
 */
function workingDaysAfter(from: string, to: string, calendar: Calendar): number {
  const span = DateTime.fromISO(to, { zone: 'utc' }).diff(
    DateTime.fromISO(from, { zone: 'utc' }),
    'days',
  ).days;
  return daysFrom(from, span + 1)
    .slice(1)
    .filter((date) => isWorkingDay(date, calendar)).length;
}

test('a deadline is the end of service hours of a working day, never before the opening', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const due = dueAt(opened, days, calendar);
      const dueDay = dayOf(due, calendar.zone, true);
      const start = DateTime.fromISO(dueDay, { zone: calendar.zone });
      expect(isWorkingDay(dueDay, calendar)).toBe(true);
      expect(due.getTime() - start.toMillis()).toBe((hoursOf(dueDay, calendar).at(-1)?.[1] ?? 0) * 60_000);
      expect(due.getTime()).toBeGreaterThanOrEqual(opened.getTime());
    }),
  );
});

test('from the day of receipt to the deadline there are exactly N working days', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const due = dueAt(opened, days, calendar);
      const received = dayOf(dueAt(opened, 0, calendar), calendar.zone, true);
      expect(workingDaysAfter(received, dayOf(due, calendar.zone, true), calendar)).toBe(days);
      // Day 0 is the first working day whose service hours have not ended.
      const opening = dayOf(opened, calendar.zone);
      if (received !== opening) expect(workingDaysAfter(opening, received, calendar)).toBe(1);
    }),
  );
});

test('the days to the deadline are listed one by one, ending with it', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const told = daysToDue(opened, days, calendar);
      const first = dayOf(opened, calendar.zone);
      expect(told.map(({ date }) => date)).toEqual(daysFrom(first, told.length));
      expect(told.at(-1)?.date).toBe(dayOf(dueAt(opened, days, calendar), calendar.zone, true));
      const counted = told.flatMap(({ count }) => count ?? []);
      expect(counted).toEqual(Array.from({ length: days + 1 }, (_, n) => n));
      for (const { date, count, why } of told) {
        expect(why === 'COUNTED').toBe(count !== null);
        expect(why === 'COUNTED' || why === 'AFTER_HOURS').toBe(isWorkingDay(date, calendar));
        if (why === 'AFTER_HOURS') expect(date).toBe(first);
      }
    }),
  );
});

test('hours without their breaks, and periods with ordinary hours, change no deadline', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const whole = (given: Hours): Hours => [[given[0]?.[0] ?? 0, given.at(-1)?.[1] ?? 0]];
      const plain = { ...calendar, hours: whole(calendar.hours), periods: [] };
      const same = calendar.periods.map((period) => ({ ...period, hours: plain.hours }));
      const due = dueAt(opened, days, plain);
      expect(dueAt(opened, days, { ...calendar, periods: same })).toEqual(due);
      expect(warnAt(due, { ...calendar, periods: same })).toEqual(warnAt(due, plain));
    }),
  );
});

test('a ticket opened later is never due earlier', () => {
  fc.assert(
    fc.property(instant, instant, workingDays, calendar, (a, b, days, calendar) => {
      const [first, second] = a <= b ? [a, b] : [b, a];
      expect(dueAt(first, days, calendar).getTime()).toBeLessThanOrEqual(
        dueAt(second, days, calendar).getTime(),
      );
    }),
  );
});

test('another holiday never brings a deadline forward', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, day, (opened, days, calendar, holiday) => {
      const more = { ...calendar, holidays: new Set([...calendar.holidays, holiday]) };
      expect(dueAt(opened, days, more).getTime()).toBeGreaterThanOrEqual(
        dueAt(opened, days, calendar).getTime(),
      );
    }),
  );
});

test('a warning comes one working day before the due day', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const due = dueAt(opened, days, calendar);
      const warn = warnAt(due, calendar);
      expect(isWorkingDay(dayOf(warn, calendar.zone), calendar)).toBe(true);
      const lengths = [dayOf(warn, calendar.zone), dayOf(due, calendar.zone, true)].map((date) =>
        lengthOf(hoursOf(date, calendar)),
      );
      expect(workingMinutesBetween(warn, due, calendar)).toBe((lengths[0] ?? 0) + (lengths[1] ?? 0));
    }),
  );
});

test('working time equals the sum over the days', () => {
  const span = fc.integer({ min: 0, max: 60 * 24 * 60 });
  fc.assert(
    fc.property(wholeMinute, span, calendar, (from, minutes, calendar) => {
      const to = new Date(from.getTime() + minutes * 60_000);
      const days = daysFrom(dayOf(from, calendar.zone), 62).filter((date) => isWorkingDay(date, calendar));
      const walked = days.map((date) => {
        const start = DateTime.fromISO(date, { zone: calendar.zone });
        return hoursOf(date, calendar).map(([opens, closes]) => {
          const begins = Math.max(from.getTime(), start.plus({ minutes: opens }).toMillis());
          const ends = Math.min(to.getTime(), start.plus({ minutes: closes }).toMillis());
          return Math.max(0, ends - begins) / 60_000;
        });
      });
      expect(workingMinutesBetween(from, to, calendar)).toBe(
        walked.flat().reduce((sum, part) => sum + part, 0),
      );
    }),
  );
});

test('working time adds up across any whole minute in between', () => {
  fc.assert(
    fc.property(fc.tuple(wholeMinute, wholeMinute, wholeMinute), calendar, (instants, calendar) => {
      const [a, b, c] = instants.sort((x, y) => x.getTime() - y.getTime());
      expect(workingMinutesBetween(a, b, calendar) + workingMinutesBetween(b, c, calendar)).toBe(
        workingMinutesBetween(a, c, calendar),
      );
    }),
  );
});

test('working time never shrinks with a longer span, and never exceeds it', () => {
  fc.assert(
    fc.property(instant, instant, instant, calendar, (from, x, y, calendar) => {
      const [near, far] = x <= y ? [x, y] : [y, x];
      const shorter = workingMinutesBetween(from, near, calendar);
      expect(shorter).toBeLessThanOrEqual(workingMinutesBetween(from, far, calendar));
      expect(shorter * 60_000).toBeLessThanOrEqual(Math.max(0, near.getTime() - from.getTime()));
    }),
  );
});

test('a holiday has no working time', () => {
  fc.assert(
    fc.property(calendar, (calendar) => {
      for (const holiday of calendar.holidays) {
        const start = DateTime.fromISO(holiday, { zone: calendar.zone });
        const end = start.plus({ days: 1 });
        expect(workingMinutesBetween(start.toJSDate(), end.toJSDate(), calendar)).toBe(0);
      }
    }),
  );
});

test('adding working time is the inverse of measuring it', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 3_000 }), calendar, (from, minutes, calendar) => {
      const to = addWorkingMinutes(from, minutes, calendar);
      expect(workingMinutesBetween(from, to, calendar)).toBe(minutes);
      // No earlier instant has as much.
      const before = new Date(to.getTime() - 1);
      if (minutes > 0) expect(workingMinutesBetween(from, before, calendar)).toBe(minutes - 1);
    }),
  );
});
