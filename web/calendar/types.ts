/** What the templates of the calendar's administration are given. */
import type { FieldErrors, Option } from '../forms/types.ts';
import type { NewestPaging } from '../page/newest.ts';

/** What stands in a form that came back. */
interface Returnable {
  permintaan: string;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
}

export interface CalendarMonth {
  name: string;
  /** Of seven days from Monday on; null outside the month. */
  weeks: ({
    number: number;
    weekend: boolean;
    off: 'national' | 'regional' | null;
    names: string[];
    /** In a period with other service hours. */
    special: boolean;
  } | null)[][];
}

export interface CalendarYearPage {
  year: number;
  previous: number | null;
  next: number | null;
  /** Years whose national days off are not in the table yet. */
  missing: number[];
  months: CalendarMonth[];
  days: { href: string; date: string; weekday: string; name: string; kind: string; where: string }[];
  periods: string[];
}

/** Tambah and Ubah of a day off. */
export interface HolidayFormPage extends Returnable {
  title: string;
  action: string;
  provinces: Option[];
  kinds: Option[];
}

export interface HolidayImportPage {
  permintaan: string;
  csv: string;
  /** What is wrong, by line. */
  faults: string[];
}

export interface HoursPage extends Returnable {
  periods: { href: string; name: string; first: string; last: string; hours: string }[];
}

export interface PeriodFormPage extends Returnable {
  title: string;
  action: string;
}

/** What a change would do, and the form that does it. Administrators see no tickets: of these only number, unit and deadlines. */
export interface CalendarPreviewPage {
  action: string;
  back: string;
  fields: { name: string; value: string }[];
  permintaan: string;
  /** The calendar's version that was previewed. */
  version: number;
  summary: string;
  detail: string[];
  count: number;
  examples: { reference: string; unitName: string; from: string; to: string; note: string }[];
  message: string | null;
}

export interface CalendarChangePage {
  href: string;
  summary: string;
  author: string;
  at: string;
  detail: string[];
  touched: number;
  moved: number;
  /** Null while tickets are still looked for. */
  finishedAt: string | null;
}

export interface CalendarChangesPage extends NewestPaging {
  rows: {
    href: string;
    summary: string;
    author: string;
    at: string;
    touched: number;
    finished: boolean;
  }[];
}

export interface CalculatorPage extends Omit<Returnable, 'permintaan'> {
  places: Option[];
  result: {
    place: string;
    openedAt: string;
    dueAt: string;
    warnAt: string;
    days: { counted: boolean; date: string; count: string; why: string }[];
  } | null;
}
