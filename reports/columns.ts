/** The columns of a report's files, from those of its list. */
import { zoneName } from '../domain/dates.ts';
import type { SheetColumn } from '../lists/column.ts';
import { ticketColumns } from '../lists/columns.ts';
import type { TicketRow } from '../lists/ticket-rows.ts';
import type { Report } from './report.ts';

/** The columns of Excel and CSV; headers of instants name the zone. */
export const sheetColumnsOf = ({ list, zone }: Report): SheetColumn[] =>
  ticketColumns[list]
    .flatMap(({ sheet = [] }) => sheet)
    .map((column) =>
      column.kind === 'instant' ? { ...column, header: `${column.header} (${zoneName(zone)})` } : column,
    );

export interface PdfColumn {
  header: string;
  /** Share of the page's width. */
  share: number;
  text: (row: TicketRow) => string;
}

/** The columns of PDF, as on the page. */
export const pdfColumnsOf = ({ list, zone }: Report): PdfColumn[] =>
  ticketColumns[list].flatMap(({ title, share, lines }) =>
    share && lines ? [{ header: title, share, text: (row) => lines(row, zone).join('\n') }] : [],
  );
