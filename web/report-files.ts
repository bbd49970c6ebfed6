/** `/tiket.pdf`, `/tiket.xlsx`, `/laporan.pdf`, `/laporan.xlsx`: exactly what the filter of the address shows. */
import { Hono } from 'hono';
import { sees } from '../domain/roles.ts';
import type { Web, WebContext } from './context.ts';
import { readFilter } from '../lists/ticket-filter.ts';
import { mostRows, reportOf } from '../reports/content.ts';
import type { Report } from '../reports/content.ts';
import { excelOf } from '../reports/excel.ts';
import { pdfOf } from '../reports/pdf.ts';
import { queryText } from './forms.ts';
import { forbidden, Problem } from './problems.ts';
import { mayReport } from './report-access.ts';

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
  return made(c, { title: 'Rekap Tiket', times: false });
}

function report(c: WebContext): Promise<Report> {
  if (!mayReport(c.get('account'))) throw forbidden();
  return made(c, { title: 'Laporan Layanan/Permasalahan', times: true });
}

/** @throws Problem 422 when the rows are too many for one file */
async function made(c: WebContext, list: { title: string; times: boolean }): Promise<Report> {
  const filter = readFilter((name) => queryText(c, name));
  const report = await reportOf(c.get('services').prisma, c.get('account'), filter, list);
  if (report) return report;
  const limit = mostRows.toLocaleString('id-ID');
  throw new Problem(
    422,
    `Daftar ini lebih dari ${limit} tiket. Persempit filternya, misalnya per bulan, lalu unduh lagi.`,
  );
}

function download(c: WebContext, name: string, type: string, content: ReadableStream): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(content);
}
