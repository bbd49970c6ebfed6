/** A page's table of tickets from the columns of its list (lists/columns.ts). */
import type { Column } from '../../lists/column.ts';
import { newest } from '../../lists/ticket-order.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import { addressOf } from './paging.ts';
import type { Option } from '../forms/types.ts';
import type { TicketTable } from './pages.ts';

/** The address of a sortable list; the headings change `urut` and `arah` of its query. */
interface Sorted {
  path: string;
  query: Record<string, string>;
}

/** Instants are in `zone`. Headings are links if the list is `sorted`. */
export function tableOf(
  caption: string,
  columns: Column[],
  rows: TicketRow[],
  zone: string,
  sorted?: Sorted,
): TicketTable {
  const shown = columns.filter((column) => column.style !== undefined);
  return {
    caption,
    headings: shown.map((column) => columnHeading(column, sorted)),
    rows: rows.map((row) => ({
      reference: row.reference,
      cells: shown.map(({ title, label = title, style = '', lines, cell }) => ({
        ...{ label, style },
        ...(cell?.(row, zone) ?? { lines: lines?.(row, zone) ?? [] }),
      })),
    })),
  };
}

/** The link sorts by the column, or reverses the order if the list is already sorted by it. */
function columnHeading(
  { title, style = '', sortings }: Column,
  sorted?: Sorted,
): TicketTable['headings'][number] {
  const [urut] = Object.keys(sortings ?? {});
  if (!sorted || urut === undefined) return { title, style, href: null, order: null };
  const { path, query } = sorted;
  const isSorted = urut === (query['urut'] || newest);
  const upwards = query['arah'] === 'naik';
  return {
    ...{ title, style },
    href: addressOf(path, { ...query, urut, arah: isSorted && upwards ? 'turun' : 'naik' }),
    order: isSorted ? (upwards ? 'ascending' : 'descending') : null,
  };
}

/** Options of the sort picker, the default first. */
export function ordersOf(columns: Column[]): Option[] {
  const all = columns.flatMap(({ sortings = {} }) => Object.entries(sortings));
  const option = ([urut, { label }]: (typeof all)[number]): Option => ({
    value: urut === newest ? '' : urut,
    label,
  });
  return [...all.filter(([urut]) => urut === newest), ...all.filter(([urut]) => urut !== newest)].map(option);
}
