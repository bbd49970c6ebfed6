/** `/tiket.pdf`, `/laporan.xlsx` and so on: exactly what the filter of the address shows (contract.md). */
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { sees } from '../domain/roles.ts';
import { readFilter } from '../lists/ticket-filter.ts';
import { contentTypes, fileNameOf, fileOf, formats } from '../reports/file.ts';
import { mostRows, openReport } from '../reports/open.ts';
import { listTitles } from '../reports/report.ts';
import type { ListName } from '../reports/report.ts';
import type { Account, Web } from './context.ts';
import { queryText } from './forms.ts';
import { forbidden, Problem } from './problems.ts';
import { mayReport } from './report-access.ts';

export const reportFiles = new Hono<Web>();

/** Who has which list. */
const mayRead: Record<ListName, (account: Account) => boolean> = {
  tiket: (account) => sees(account) !== 'none',
  laporan: mayReport,
};

for (const list of Object.keys(listTitles) as ListName[]) {
  for (const format of formats) {
    reportFiles.get(`/${list}.${format}`, async (c) => {
      const account = c.get('account');
      if (!mayRead[list](account)) throw forbidden();
      const filter = readFilter((name) => queryText(c, name));
      const report = await openReport(c.get('services').prisma, account, filter, list);
      if (!report) throw tooMany();
      c.header('Content-Type', contentTypes[format]);
      c.header('Content-Disposition', `attachment; filename="${fileNameOf(list, format)}"`);
      return c.body(Readable.toWeb(fileOf(report, format)) as ReadableStream);
    });
  }
}

function tooMany(): Problem {
  const limit = mostRows.toLocaleString('id-ID');
  return new Problem(
    422,
    `Daftar ini lebih dari ${limit} tiket. Persempit filternya, misalnya per bulan, lalu unduh lagi.`,
  );
}
