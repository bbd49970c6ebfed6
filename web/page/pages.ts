/** What each page's template is given. Dates are texts in the reader's zone already; nothing here is escaped, the templates do that. */
import type { FileItem } from '../tickets/types.ts';

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

/** Message by field name. */
export type FieldErrors = Record<string, string>;

export interface Option {
  value: string;
  label: string;
}

/** One labelled field of a form. */
export interface Field {
  id: string;
  name: string;
  label: string;
  /** A text field unless it says otherwise. */
  kind?: 'text' | 'date' | 'datetime-local' | 'password' | 'textarea' | 'select';
  value?: string | undefined;
  error?: string | undefined;
  hint?: string;
  required?: boolean;
  autocomplete?: string;
  /** What a text must look like, with `title` saying it in words. */
  pattern?: string;
  title?: string;
  /** Of a textarea. */
  rows?: number;
  /** Of a select; `placeholder` stands for none of them, and is left out when empty. */
  options?: Option[];
  placeholder?: string;
}

export interface SignInPage {
  username: string;
  next: string;
  /** Above the form: wrong log-in, session ended, too many tries. */
  message: string | null;
  errors: FieldErrors;
}

export interface MenuPage {
  /** Years whose holidays are missing, for an administrator. */
  missing: number[];
  /** What the menu search asked for (GET /menu?q=); empty shows every menu. */
  q: string;
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
