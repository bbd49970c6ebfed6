/** The columns of the table formats, Excel and CSV. */
import { zoneName } from '../domain/dates.ts';
import { hoursOf } from '../domain/figures.ts';
import { hasTimes } from './report.ts';
import type { Report, ReportRow } from './report.ts';

/** An instant; CSV and Excel each format it in the reader's zone. */
export interface Column {
  header: string;
  /** Width in characters. */
  width: number;
  kind: 'text' | 'number' | 'hours' | 'instant';
  value: (row: ReportRow) => string | number | null;
}

const text = (header: string, width: number, value: Column['value']): Column => ({
  header,
  width,
  kind: 'text',
  value,
});

/** The columns of a report in Excel and CSV; headings name the zone of times. */
export function columnsOf(report: Report): Column[] {
  const zone = zoneName(report.zone);
  const columns: Column[] = [
    { header: 'No', width: 6, kind: 'number', value: (row) => row.no },
    text('Instansi', 34, (row) => row.agency),
    text('Penanya', 18, (row) => row.askerType),
    text('Nama', 24, (row) => row.name),
    text('Email', 32, (row) => row.email),
    { header: `Tanggal (${zone})`, width: 18, kind: 'instant', value: (row) => row.openedAt },
    text('No. Referensi Tiket', 20, (row) => row.reference),
    text('Subjek', 40, (row) => row.subject),
    text('Metode', 26, (row) => row.method),
    text('CSO/SSO', 24, (row) => row.officer),
    text('Status', 40, (row) => row.statusLabel),
  ];
  if (!hasTimes(report)) return columns;
  return [
    ...columns,
    { header: `Batas waktu (${zone})`, width: 18, kind: 'instant', value: (row) => row.dueAt },
    text('Waktu SLA', 20, (row) => row.sla),
    {
      header: 'Lama penyelesaian (jam kerja)',
      width: 16,
      kind: 'hours',
      value: ({ resolutionMinutes: minutes }) => (minutes === null ? null : hoursOf(minutes, 2)),
    },
    text('Tepat waktu', 12, ({ onTime }) => (onTime === null ? null : onTime ? 'ya' : 'tidak')),
  ];
}
