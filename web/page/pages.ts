/** Data of each page's template. Dates are texts in the reader's zone. Nothing is escaped here; templates do that. */
import type { PageCell } from '../../lists/column.ts';
import type { FileItem, Unsent } from '../forms/types.ts';

export interface Menu {
  href: string;
  label: string;
  description: string;
}

export interface Me {
  /** The account, under which a browser keeps copies of unsent forms. */
  id: string;
  name: string;
  unitName: string;
  year: number;
  years: number[];
  menus: Menu[];
  /** Whether this account gets notifications. */
  bell: boolean;
  /** Null if it was not counted. */
  unread: number | null;
}

/**
 * What the layout needs besides the page's data. `me` is null before log-in; `path` is the page's own, to come back
 * to.
 */
export interface Frame {
  title: string;
  me: Me | null;
  path: string;
  /** A changed text whose request was already recorded (web/page/unrecorded.ts). */
  unsent: Unsent | null;
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
  /** Addresses of the neighbouring pages; null if there is none. */
  previous: string | null;
  next: string | null;
  /** The address by which an open page fetches itself again. */
  again: string;
  /** "1–20 dari 134", "21–40 dari 1.000+". */
  summary: string;
  /** The sizes to choose from, null for the current one; empty if there is no choice. */
  sizes: { size: number; href: string | null }[];
}

/** Any page of 4xx and 5xx. `retry` sends the form again as typed, with the same request key. */
export interface ErrorPage {
  status: number;
  heading: string;
  text: string;
  /** The number in our log, for a fault of ours. */
  logReference: string | null;
  retry: {
    action: string;
    fields: { name: string; label: string; value: string }[];
    /** Null if the form takes no files; `error` names those that must be chosen again. */
    files: { kept: FileItem[]; error: string | null } | null;
  } | null;
}
