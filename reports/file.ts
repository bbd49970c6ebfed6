/** A report as a file of one of its formats. */
import { PassThrough } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import type { ExportFormat } from '../domain/exports.ts';
import type { ListName } from '../domain/lists.ts';
import { writeCsv } from './csv.ts';
import { writeExcel } from './excel.ts';
import { writePdf } from './pdf.ts';
import type { Report } from './report.ts';

const writers: Record<ExportFormat, (report: Report, out: Writable) => Promise<void>> = {
  pdf: writePdf,
  xlsx: writeExcel,
  csv: writeCsv,
};

export const contentTypes: Record<ExportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** What a list is called in its files' names. */
export const listStems: Record<ListName, string> = { tiket: 'rekap-tiket', laporan: 'laporan' };

/** The file as a stream, written only as fast as it is read; fails if the rows fail. */
export function fileOf(report: Report, format: ExportFormat): Readable {
  const out = new PassThrough();
  writers[format](report, out).catch((error: unknown) => out.destroy(error as Error));
  return out;
}
