/** The columns of a report's PDF pages. */
import { formatInstant } from '../domain/dates.ts';
import { hasTimes } from './report.ts';
import type { Report, ReportRow } from './report.ts';

export interface PdfColumn {
  header: string;
  /** Share of the page's width. */
  share: number;
  text: (row: ReportRow) => string;
}

/** The columns of a report in PDF: fewer and wider than in Excel. */
export function pdfColumnsOf(report: Report): PdfColumn[] {
  const columns: PdfColumn[] = [
    { header: 'No', share: 4, text: (row) => String(row.no) },
    { header: 'Instansi', share: 14, text: (row) => row.agency },
    { header: 'Penanya', share: 9, text: (row) => row.askerType },
    { header: 'Nama, Email', share: 16, text: (row) => `${row.name}\n${row.email}` },
    {
      header: 'Tanggal',
      share: 10,
      text: (row) => formatInstant(new Date(row.openedAt), report.zone),
    },
    { header: 'No. Referensi Tiket, Subjek', share: 19, text: (row) => `${row.reference}\n${row.subject}` },
    {
      header: 'Metode, CSO',
      share: 12,
      text: (row) => (row.officer ? `${row.method}\noleh: ${row.officer}` : row.method),
    },
    { header: 'Status', share: 14, text: (row) => row.statusLabel },
  ];
  if (!hasTimes(report)) return columns;
  return [
    ...columns,
    { header: 'Waktu SLA', share: 8, text: (row) => row.sla },
    { header: 'Lama penyelesaian', share: 10, text: (row) => row.resolution },
  ];
}
