import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  addWorkingMinutes,
  type Calendar,
  dueAt,
  isWorkingDay,
  warnAt,
  workingMinutesBetween,
} from '../../domain/calendar.ts';

const instant = fc.date({
  min: new Date('2016-01-01T00:00:00Z'),
  max: new Date('2030-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const wholeMinute = instant.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
const day = instant.map((date) => date.toISOString().slice(0, 10));

const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    zone: fc.constantFrom('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
    scattered: fc.array(day, { maxLength: 300 }),
    leave: fc.array(fc.tuple(day, fc.integer({ min: 2, max: 12 })), { maxLength: 20 }),
  })
  .map(({ zone, hours, scattered, leave }) => ({
    zone,
    opensAt: Math.min(...hours),
    closesAt: Math.max(...hours),
    holidays: new Set([...scattered, ...leave.flatMap(([first, length]) => daysFrom(first, length))]),
  }));

const workingDays = fc.integer({ min: 0, max: 30 });

function daysFrom(first: string, length: number): string[] {
  const start = DateTime.fromISO(first, { zone: 'utc' });
  return Array.from({ length }, (_, n) => start.plus({ days: n }).toFormat('yyyy-MM-dd'));
}

/** The local day of an instant; a deadline at midnight belongs to the day that it ends. */
function dayOf(date: Date, zone: string, ending = false): string {
  return DateTime.fromMillis(date.getTime() - (ending ? 1 : 0), { zone }).toFormat('yyyy-MM-dd');
}

/** Counts working days after `from` up to and with `to` by walking: slow, plain, and no part of what is tested. */
function workingDaysAfter(from: string, to: string, calendar: Calendar): number {
  const span = DateTime.fromISO(to, { zone: 'utc' }).diff(
    DateTime.fromISO(from, { zone: 'utc' }),
    'days',
  ).days;
  return daysFrom(from, span + 1)
    .slice(1)
    .filter((date) => isWorkingDay(date, calendar)).length;
}

test('a deadline is the end of service hours of a working day, and not before the opening', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const due = dueAt(opened, days, calendar);
      const dueDay = dayOf(due, calendar.zone, true);
      const start = DateTime.fromISO(dueDay, { zone: calendar.zone });
      expect(isWorkingDay(dueDay, calendar)).toBe(true);
      expect(due.getTime() - start.toMillis()).toBe(calendar.closesAt * 60_000);
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

test('what is opened later is never due earlier', () => {
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

test('a warning comes one working day and one length of service hours before the deadline', () => {
  fc.assert(
    fc.property(instant, workingDays, calendar, (opened, days, calendar) => {
      const due = dueAt(opened, days, calendar);
      const warn = warnAt(due, calendar);
      expect(isWorkingDay(dayOf(warn, calendar.zone), calendar)).toBe(true);
      expect(workingMinutesBetween(warn, due, calendar)).toBe(2 * (calendar.closesAt - calendar.opensAt));
    }),
  );
});

test('working time agrees with walking from day to day', () => {
  const span = fc.integer({ min: 0, max: 60 * 24 * 60 });
  fc.assert(
    fc.property(wholeMinute, span, calendar, (from, minutes, calendar) => {
      const to = new Date(from.getTime() + minutes * 60_000);
      const days = daysFrom(dayOf(from, calendar.zone), 62).filter((date) => isWorkingDay(date, calendar));
      const walked = days.map((date) => {
        const start = DateTime.fromISO(date, { zone: calendar.zone });
        const opens = start.plus({ minutes: calendar.opensAt }).toMillis();
        const closes = start.plus({ minutes: calendar.closesAt }).toMillis();
        return Math.max(0, Math.min(to.getTime(), closes) - Math.max(from.getTime(), opens)) / 60_000;
      });
      expect(workingMinutesBetween(from, to, calendar)).toBe(walked.reduce((sum, day) => sum + day, 0));
    }),
  );
});

test('working time adds up over any whole minute in between', () => {
  fc.assert(
    fc.property(fc.tuple(wholeMinute, wholeMinute, wholeMinute), calendar, (instants, calendar) => {
      const [a, b, c] = instants.sort((x, y) => x.getTime() - y.getTime());
      expect(workingMinutesBetween(a, b, calendar) + workingMinutesBetween(b, c, calendar)).toBe(
        workingMinutesBetween(a, c, calendar),
      );
    }),
  );
});

test('working time never shrinks with a longer span, nor exceeds it', () => {
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
      // It is the earliest such instant.
      const before = new Date(to.getTime() - 1);
      if (minutes > 0) expect(workingMinutesBetween(from, before, calendar)).toBe(minutes - 1);
    }),
  );
});
