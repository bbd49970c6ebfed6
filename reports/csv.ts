import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { SheetColumn } from '../lists/column.ts';
import { taken } from './backpressure.ts';
import { sheetColumnsOf } from './columns.ts';
import { plain } from './plain.ts';
import type { Report } from './report.ts';
import { wallClockOf } from './wall-clock.ts';

/**
 * Writes the report's rows under one line of headings, for programs and for Excel in Indonesian, which expects
 * semicolons, decimal commas and a byte order mark. Text that could start a formula gets an apostrophe in front
 * (security.md 18).
 * @throws Error when the rows fail or `out` is closed
 */
export async function writeCsv(report: Report, out: Writable): Promise<void> {
  const columns = sheetColumnsOf(report);
  const cells = columns.map((column) => cellOf(column, report.zone));
  out.write(linesOf([columns.map((column) => column.header)], true));
  for await (const rows of report.rows) {
    out.write(linesOf(rows.map((row) => columns.map(({ value }, at) => cells[at]?.(value(row))))));
    await taken(out);
  }
  out.end();
}

const linesOf = (lines: unknown[][], bom = false): string =>
  stringify(lines, { bom, delimiter: ';', record_delimiter: 'windows', escape_formulas: true });

function cellOf({ kind }: SheetColumn, zone: string): (value: string | number | null) => string {
  const wallClock = wallClockOf(zone);
  return (value) => {
    // A dash for an empty value would get the apostrophe, too.
    if (value === null || value === '-') return '';
    if (typeof value === 'string') return plain(value);
    if (kind === 'hours') return value.toFixed(2).replace('.', ',');
    if (kind === 'number') return String(value);
    return new Date(wallClock(value)).toISOString().slice(0, 16).replace('T', ' ');
  };
}
