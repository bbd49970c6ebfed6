import { Hono } from 'hono';
import { DateTime } from 'luxon';
import { yearIn } from '../../domain/dates.ts';
import { dateText, dayOf, kindText, periodOf, weekdayText } from '../../calendar/rows.ts';
import type { Day } from '../../calendar/rows.ts';
import { hoursText } from '../../domain/service-hours.ts';
import { missingYears } from '../../calendar/tables.ts';
import type { Web } from '../context.ts';
import { queryText } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { dayAddress, everywhere, tickOf } from './holidays.ts';
import type { CalendarMonth, CalendarYearPage } from './types.ts';

/** The calendar of a year, as months and as a table (specification.md 6). */
export const calendarYear = new Hono<Web>();

calendarYear.get('/', async (c) => {
  const { zone } = c.get('account');
  const { prisma } = c.get('services');
  const thisYear = yearIn(new Date(), zone);
  const typed = queryText(c, 'tahun');
  const year = /^20\d\d$/.test(typed) ? Number(typed) : thisYear;
  const within = { gte: new Date(Date.UTC(year, 0, 1)), lt: new Date(Date.UTC(year + 1, 0, 1)) };
  const [rows, periods, missing] = await Promise.all([
    prisma.holiday.findMany({ where: { date: within }, orderBy: [{ date: 'asc' }, { province: 'asc' }] }),
    prisma.servicePeriod.findMany({ where: { firstDay: { lt: within.lt }, lastDay: { gte: within.gte } } }),
    missingYears(prisma, new Date()),
  ]);
  const days = rows.map(dayOf);
  const spans = periods.map(periodOf).map(({ first, last, name, hours }) => ({
    first,
    last,
    text: `${name}: ${hoursText(hours)}`,
  }));
  const data: CalendarYearPage = {
    year,
    previous: year > 2000 ? year - 1 : null,
    next: year < 2099 ? year + 1 : null,
    missing,
    months: Array.from({ length: 12 }, (_, month) => monthOf(year, month + 1, days, spans)),
    days: days.map((day) => ({
      href: dayAddress(day),
      tick: tickOf(day),
      date: dateText(day.date),
      weekday: weekdayText(day.date),
      name: day.name,
      kind: kindText(day),
      where: day.province === '' ? everywhere : day.province,
    })),
    periods: spans.map(({ first, last, text }) => `${text}, ${dateText(first)} sampai ${dateText(last)}`),
  };
  return page(c, 'calendar/year', `Kalender Kerja ${year}`, data);
});

interface Span {
  first: string;
  last: string;
  text: string;
}

/** Weeks from Monday; days of other months are null. */
function monthOf(year: number, month: number, days: Day[], spans: Span[]): CalendarMonth {
  const first = DateTime.utc(year, month).setLocale('id');
  const cells = Array.from({ length: first.daysInMonth ?? 0 }, (_, n) => {
    const day = first.plus({ days: n });
    const date = day.toFormat('yyyy-MM-dd');
    const off = days.filter((known) => known.date === date);
    return {
      number: n + 1,
      weekend: day.weekday > 5,
      off: off.some(({ province }) => province === '') ? 'national' : off.length > 0 ? 'regional' : null,
      names: off.map((known) => (known.province === '' ? known.name : `${known.name} (${known.province})`)),
      special: spans.some((span) => span.first <= date && date <= span.last),
    } as const;
  });
  const padded = [...Array.from({ length: first.weekday - 1 }, () => null), ...cells];
  const weeks = Array.from({ length: Math.ceil(padded.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => padded[week * 7 + n] ?? null),
  );
  return { name: first.toFormat('LLLL'), weeks };
}
