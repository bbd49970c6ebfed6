/** Data of the templates of the calendar's pages. */
import type { FieldErrors, Option } from '../forms/types.ts';
import type { NewestPaging } from '../page/newest.ts';

/** The typed values of a rejected form. */
interface Returnable {
  permintaan: string;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
}

export interface CalendarMonth {
  name: string;
  /** Weeks of seven days from Monday; null outside the month. */
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
  days: {
    href: string;
    tick: string;
    date: string;
    weekday: string;
    name: string;
    kind: string;
    where: string;
  }[];
  periods: string[];
}

/** Tambah and Ubah for a day off. */
export interface HolidayFormPage extends Returnable {
  title: string;
  action: string;
  provinces: Option[];
  kinds: Option[];
}

export interface HolidayImportPage {
  permintaan: string;
  csv: string;
  /** Errors by line. */
  faults: string[];
}

export interface HoursPage extends Returnable {
  periods: { href: string; name: string; first: string; last: string; hours: string }[];
}

export interface PeriodFormPage extends Returnable {
  title: string;
  action: string;
}

/**
 * The effect of a change, and the form that saves it. Administrators see no tickets, only their number, units and
 * deadlines.
 */
export interface CalendarPreviewPage {
  action: string;
  back: string;
  fields: { name: string; value: string }[];
  permintaan: string;
  /** The calendar's version in this preview. */
  version: number;
  summary: string;
  detail: string[];
  count: number;
  examples: { reference: string; unitName: string; from: string; to: string; note: string }[];
  message: string | null;
}

/** The part of a change's page that follows its sweep. */
export interface CalendarProgress {
  href: string;
  touched: number;
  moved: number;
  /** Null while tickets are still being found. */
  finishedAt: string | null;
}

export interface CalendarChangePage extends CalendarProgress {
  summary: string;
  author: string;
  at: string;
  detail: string[];
  /** Whether its rows are still as it left them. */
  undoable: boolean;
}

export interface CalendarChangesPage extends NewestPaging {
  rows: {
    href: string;
    summary: string;
    author: string;
    at: string;
    touched: number;
    finished: boolean;
    undoable: boolean;
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
