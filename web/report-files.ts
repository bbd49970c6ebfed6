/** `/tiket.pdf`, `/tiket.xlsx`, `/laporan.pdf`, `/laporan.xlsx`: exactly what the filter of the address shows. */
import { Hono } from 'hono';
import { sees } from '../domain/roles.ts';
import type { Web, WebContext } from './context.ts';
import { forbidden } from './problems.ts';
import { mayReport } from './report-access.ts';
import { reportOf } from './report-content.ts';
import type { Report } from './report-content.ts';
import { excelOf } from './report-excel.ts';
import { pdfOf } from './report-pdf.ts';

export const reportFiles = new Hono<Web>();

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

reportFiles.get('/tiket.pdf', async (c) =>
  download(c, 'rekap-tiket.pdf', 'application/pdf', pdfOf(await recap(c))),
);
reportFiles.get('/tiket.xlsx', async (c) => download(c, 'rekap-tiket.xlsx', excel, excelOf(await recap(c))));
reportFiles.get('/laporan.pdf', async (c) =>
  download(c, 'laporan.pdf', 'application/pdf', pdfOf(await report(c))),
);
reportFiles.get('/laporan.xlsx', async (c) => download(c, 'laporan.xlsx', excel, excelOf(await report(c))));

function recap(c: WebContext): Promise<Report> {
  if (sees(c.get('account')) === 'none') throw forbidden();
  return reportOf(c, 'Rekap Tiket', false);
}

function report(c: WebContext): Promise<Report> {
  if (!mayReport(c.get('account'))) throw forbidden();
  return reportOf(c, 'Laporan Layanan/Permasalahan', true);
}

function download(c: WebContext, name: string, type: string, content: ReadableStream): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(content);
}
