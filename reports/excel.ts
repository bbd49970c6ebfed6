import { PassThrough, Readable } from 'node:stream';
import exceljs from 'exceljs';
import { DateTime } from 'luxon';
import { zoneName } from '../domain/dates.ts';
import type { Report, ReportRow } from './content.ts';

interface Column {
  header: string;
  width: number;
  numFmt?: string;
  value: (row: ReportRow, zone: string) => string | number | Date | null;
}

const day = 'dd/mm/yyyy hh:mm';

/** Only texts, numbers and dates become cells: an object could be a formula or a link (security.md 18). */
function columnsOf({ times, zone }: Report): Column[] {
  const columns: Column[] = [
    { header: 'No', width: 6, value: (row) => row.no },
    { header: 'Instansi', width: 34, value: (row) => row.agency },
    { header: 'Penanya', width: 18, value: (row) => row.askerType },
    { header: 'Nama', width: 24, value: (row) => row.name },
    { header: 'Email', width: 32, value: (row) => row.email },
    {
      header: `Tanggal (${zoneName(zone)})`,
      width: 18,
      numFmt: day,
      value: ({ ticket }) => wallClock(ticket.openedAt, zone),
    },
    { header: 'No. Referensi Tiket', width: 20, value: (row) => row.reference },
    { header: 'Subjek', width: 40, value: (row) => row.subject },
    { header: 'Metode', width: 26, value: (row) => row.method },
    { header: 'CSO/SSO', width: 24, value: (row) => row.officer ?? '' },
    { header: 'Status', width: 40, value: (row) => row.statusLabel },
  ];
  if (!times) return columns;
  return [
    ...columns,
    {
      header: `Batas waktu (${zoneName(zone)})`,
      width: 18,
      numFmt: day,
      value: ({ ticket }) => wallClock(ticket.dueAt, zone),
    },
    { header: 'Waktu SLA', width: 20, value: (row) => row.sla?.text ?? '-' },
    {
      header: 'Lama penyelesaian (jam kerja)',
      width: 16,
      numFmt: '0.0',
      value: ({ ticket }) => hours(ticket.resolutionMinutes),
    },
    {
      header: 'Tepat waktu',
      width: 12,
      value: ({ onTime }) => (onTime === null ? '' : onTime ? 'ya' : 'tidak'),
    },
  ];
}

const hours = (minutes: number | null): number | null => (minutes === null ? null : minutes / 60);

/** Excel knows no zones and exceljs writes UTC: the instant whose UTC reads as the clock on the wall did. */
const wallClock = (instant: Date, zone: string): Date =>
  DateTime.fromJSDate(instant, { zone }).setZone('utc', { keepLocalTime: true }).toJSDate();

/** The report as a workbook, written while it is read: A4 landscape, header frozen and filtered, pages numbered. */
export function excelOf(report: Report): ReadableStream {
  const out = new PassThrough();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const columns = columnsOf(report);
  const above = [report.title, ...report.heading, ...report.summary];
  const headerRow = above.length + 2;
  const sheet = workbook.addWorksheet('Laporan', {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: 'Halaman &P dari &N' },
  });
  sheet.columns = columns.map(({ width, numFmt }) => ({ width, ...(numFmt ? { style: { numFmt } } : {}) }));
  for (const line of above) {
    const row = sheet.addRow([line]);
    if (line === report.title) row.font = { bold: true, size: 14 };
    row.commit();
  }
  sheet.addRow([]).commit();
  const header = sheet.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  header.commit();
  sheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: headerRow, column: columns.length } };
  for (const row of report.rows)
    sheet.addRow(columns.map((column) => column.value(row, report.zone))).commit();
  sheet.commit();
  workbook.commit().catch((error: unknown) => out.destroy(error as Error));
  return Readable.toWeb(out) as ReadableStream;
}
