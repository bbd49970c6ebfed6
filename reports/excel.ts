import type { Writable } from 'node:stream';
import exceljs from 'exceljs';
import { listTitles } from '../domain/lists.ts';
import type { SheetColumn } from '../lists/column.ts';
import { taken } from './backpressure.ts';
import { sheetColumnsOf } from './columns.ts';
import { plain } from './plain.ts';
import type { Report } from './report.ts';
import { wallClockOf } from './wall-clock.ts';

const formats: Record<SheetColumn['kind'], string | null> = {
  text: null,
  number: '0',
  hours: '0.00',
  instant: 'dd/mm/yyyy hh:mm',
};

/** Most characters in a cell of Excel. */
const longestCell = 32_767;

/**
 * Streams the report as a workbook: A4 landscape, header frozen, filtered and repeated in print, pages numbered.
 * Cells are only texts, numbers and dates: an object could be a formula or a link (security.md 18).
 * @throws Error when the rows fail or `out` is closed
 */
export async function writeExcel(report: Report, out: Writable): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const columns = sheetColumnsOf(report);
  const above = [listTitles[report.list], ...report.heading, ...report.summary];
  const headerRow = above.length + 2;
  const sheet = workbook.addWorksheet('Laporan', {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    },
    headerFooter: { oddFooter: '&CHalaman &P dari &N' },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  for (const [index, line] of above.entries()) {
    const row = sheet.addRow([excelText(line)]);
    if (index === 0) row.font = { bold: true, size: 14 };
    row.commit();
  }
  sheet.addRow([]).commit();
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  header.alignment = { wrapText: true, vertical: 'top' };
  header.commit();

  const cells = columns.map((column) => cellOf(column, report.zone));
  // Share one style object for a column: exceljs recognises it and would otherwise compute it for each cell.
  const styles = columns.map(({ kind }) => styleOf(kind));
  for await (const rows of report.rows) {
    for (const ticket of rows) {
      const row = sheet.addRow(columns.map(({ value }, at) => cells[at]?.(value(ticket))));
      row.eachCell((cell, column) => (cell.style = styles[column - 1] ?? {}));
      row.commit();
    }
    await taken(out);
  }
  const to = { row: headerRow + report.total, column: columns.length };
  sheet.autoFilter = { from: { row: headerRow, column: 1 }, to };
  sheet.commit();
  await workbook.commit();
}

/** Excel reads `_x0041_` as "A"; with its underscore written so, it shows what was typed. */
export const excelText = (text: string): string =>
  plain(text)
    .slice(0, longestCell)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** Number format and alignment for a kind of column. */
export function styleOf(kind: SheetColumn['kind']): Partial<exceljs.Style> {
  const numFmt = formats[kind];
  return numFmt === null ? {} : { numFmt };
}

/** Skips empty cells. Excel has no zones and exceljs writes UTC, so a date cell holds the reader's local time. */
function cellOf(
  { kind }: SheetColumn,
  zone: string,
): (value: string | number | null) => exceljs.CellValue | undefined {
  const wallClock = wallClockOf(zone);
  if (kind === 'instant') return (value) => new Date(wallClock(Number(value)));
  return (value) => (typeof value === 'string' ? excelText(value) : (value ?? undefined));
}
