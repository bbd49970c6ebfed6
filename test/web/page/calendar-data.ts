import type {
  CalendarChangePage,
  CalendarPreviewPage,
  CalendarYearPage,
} from '../../../web/calendar/types.ts';
import type { Pages } from '../../../web/page/views.ts';

type CalendarPages = {
  [View in keyof Pages as View extends `calendar/${string}` ? View : never]: Pages[View];
};

/** The calendar's administration and its calculator. */
export function calendarPages(text: string): CalendarPages {
  const returned = { permintaan: text, typed: { nama: text }, errors: { nama: text }, message: text };
  const day = { number: 1, weekend: false, off: 'national' as const, names: [text], special: true };
  const year: CalendarYearPage = {
    year: 2026,
    previous: 2025,
    next: 2027,
    missing: [2028],
    months: [{ name: text, weeks: [[day, null, null, null, null, null, null]] }],
    days: [{ href: text, tick: text, date: text, weekday: text, name: text, kind: text, where: text }],
    periods: [text],
  };
  const preview: CalendarPreviewPage = {
    action: text,
    back: text,
    fields: [{ name: text, value: text }],
    permintaan: text,
    version: 3,
    summary: text,
    detail: [text],
    count: 2,
    examples: [{ reference: text, unitName: text, from: text, to: text, note: text }],
    message: text,
  };
  const change: CalendarChangePage = {
    href: text,
    summary: text,
    author: text,
    at: text,
    detail: [text, text],
    touched: 2,
    moved: 1,
    finishedAt: null,
    undoable: true,
  };
  const form = { ...returned, title: text, action: text };
  const option = { value: text, label: text };
  const result = { place: text, openedAt: text, dueAt: text, warnAt: text };
  const days = [{ counted: true, date: text, count: text, why: text }];
  const rows = [{ ...change, finished: false }];
  const periods = [{ href: text, name: text, first: text, last: text, hours: text }];
  return {
    'calendar/year': year,
    'calendar/preview': preview,
    'calendar/change': change,
    'calendar/changes': { rows, newestHref: text, olderHref: text },
    'calendar/day': { ...form, provinces: [option], kinds: [option] },
    'calendar/period': form,
    'calendar/hours': { ...returned, periods },
    'calendar/import': { permintaan: text, csv: text, faults: [text] },
    'calendar/calculator': { ...returned, places: [option], result: { ...result, days } },
  };
}
