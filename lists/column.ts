/** The type of a list's column; the columns are in lists/columns.ts. */
import type { Prisma } from '../prisma/generated/client.ts';
import type { ListedTicket, TicketRow } from './ticket-rows.ts';

/** A sort order of a list. */
export interface Sorting {
  /** Its name in the picker, for small screens without headings. */
  label: string;
  /** The sort value of a ticket `t`; each has an index with the year. */
  value: Prisma.Sql;
  type: 'text' | 'int' | 'timestamptz' | '"AskerType"' | '"Method"' | '"Status"';
  /** The value as text; null if the ticket has none. */
  of: (ticket: ListedTicket) => string | null;
  /** For a value that some tickets lack; these are last in both directions. */
  absent?: {
    /** Conditions for tickets with and without the value, on the expression of the index. */
    present: Prisma.Sql;
    absent: Prisma.Sql;
    /** A value after all others, in ascending and in descending order. */
    lastUp: string;
    lastDown: string;
  };
}

/** The content of a page's cell, from top to bottom. */
export interface PageCell {
  /** Its number, the mark for news, and the subject as a link. */
  ticket?: Pick<TicketRow, 'reference' | 'subject' | 'unread'>;
  /** A link to its page. */
  detail?: Pick<TicketRow, 'reference'>;
  tag?: { style: string; text: string };
  lines?: string[];
  sla?: TicketRow['sla'];
}

/** A column of Excel and CSV. Instants are written in the reader's zone, which the header names. */
export interface SheetColumn {
  header: string;
  /** Characters wide. */
  width: number;
  kind: 'text' | 'number' | 'hours' | 'instant';
  value: (row: TicketRow) => string | number | null;
}

export interface Column {
  /** The heading on page and PDF. */
  title: string;
  /** The cell's label where rows are cards; the title by default. */
  label?: string;
  /** Class of heading and cells on a page; without one the column is only in files. */
  style?: string;
  /** Hidden on a Satker's page (specification.md 4). */
  notForSatker?: true;
  /** By their value of `urut`; the heading uses the first. */
  sortings?: Record<string, Sorting>;
  /** The lines on page and PDF; instants in the reader's zone. */
  lines?: (row: TicketRow, zone: string) => string[];
  /** Replaces the lines on a page. */
  cell?: (row: TicketRow, zone: string) => PageCell;
  /** Share of the PDF's width; without one the column is not in PDF. */
  share?: number;
  sheet?: SheetColumn[];
}

export const text = (
  header: string,
  width: number,
  value: (row: TicketRow) => string | null,
): SheetColumn => ({
  ...{ header, width, kind: 'text', value },
});

export const by = (label: string, type: Sorting['type'], value: Prisma.Sql, of: Sorting['of']): Sorting => ({
  ...{ label, type, value, of },
});
