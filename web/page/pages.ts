/** What each page's template is given. Dates are texts in the reader's zone already; nothing here is escaped, the templates do that. */
import type { PageCell } from '../../lists/column.ts';
import type { FileItem } from '../forms/types.ts';

export interface Menu {
  href: string;
  label: string;
  description: string;
}

export interface Me {
  /** Of the account; what a browser keeps of unsent forms is kept under it. */
  id: string;
  name: string;
  unitName: string;
  year: number;
  years: number[];
  menus: Menu[];
  /** Whether this account is told of tickets. */
  bell: boolean;
  /** Null when it was not counted. */
  unread: number | null;
}

/** What the layout needs, beside the page's own data. `me` is null before log-in. `path` is where the page is, to come back to. */
export interface Frame {
  title: string;
  me: Me | null;
  path: string;
}

/** Tickets by the columns of their list. */
export interface TicketTable {
  caption: string;
  headings: {
    title: string;
    style: string;
    /** The address sorted by it; null if not sortable. */
    href: string | null;
    order: 'ascending' | 'descending' | null;
  }[];
  rows: { reference: string; cells: (PageCell & { label: string; style: string })[] }[];
}

export interface Paging {
  page: number;
  /** Addresses of the neighbours, null where there is none. */
  previous: string | null;
  next: string | null;
  /** Of this page, as a page that follows what happens asks for itself. */
  again: string;
  /** "1–20 dari 134", "21–40 dari 1.000+". */
  summary: string;
  /** What can be chosen to be on a page, null for what is; empty where nothing can. */
  sizes: { size: number; href: string | null }[];
}

/** Any page of 4xx and 5xx. With `retry` the form is sent again as it was, under the same request key. */
export interface ErrorPage {
  status: number;
  heading: string;
  text: string;
  /** Of our log, for a fault of ours. */
  logReference: string | null;
  retry: {
    action: string;
    fields: { name: string; label: string; value: string }[];
    /** Null where the form takes none; `error` names those that must be chosen again. */
    files: { kept: FileItem[]; error: string | null } | null;
  } | null;
}
