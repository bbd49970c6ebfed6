/** `/tiket.pdf`, `/laporan.xlsx` and so on: exactly the list of the address's filter (contract.md). */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { exportFormats, formatLabels, mostRowsAtOnce } from '../../../domain/exports.ts';
import type { ExportFormat } from '../../../domain/exports.ts';
import { listNames, listTitles, mayList } from '../../../domain/lists.ts';
import type { ListName } from '../../../domain/lists.ts';
import { readFilter } from '../../../lists/ticket-filter.ts';
import type { TicketFilter } from '../../../lists/ticket-filter.ts';
import { contentTypes, fileOf, listStems } from '../../../reports/file.ts';
import { openReport } from '../../../reports/open.ts';
import type { Web, WebContext } from '../../context.ts';
import { attachmentNamed, download } from '../../http/download.ts';
import { queryText } from '../../forms/forms.ts';
import { page } from '../../page/frame.ts';
import type { ExportOfferPage } from '../../exports/types.ts';
import { forbidden } from '../../http/problems.ts';
import { ofItsYear, yearOf } from '../../page/list-year.ts';

export const reportFiles = new Hono<Web>();

for (const list of listNames) {
  for (const format of exportFormats) {
    reportFiles.get(`/${list}.${format}`, ofItsYear, async (c) => {
      const account = c.get('account');
      if (!mayList(account, list)) throw forbidden();
      const filter = readFilter((name) => queryText(c, name));
      const report = await openReport(c.get('services').prisma, account, filter, list);
      if (!report) return offer(c, list, format, filter);
      const disposition = attachmentNamed(c, listStems[list], format);
      const headers = { type: contentTypes[format], disposition };
      return download(c, headers, () => fileOf(report, format));
    });
  }
}

/** Too long for an immediate download: offers a button that makes the file in the background. */
function offer(c: WebContext, list: ListName, format: ExportFormat, filter: TicketFilter) {
  const narrowed = Object.entries({ ...filter, ...yearOf(c) }).filter(([, value]) => value !== '');
  const query = new URLSearchParams(narrowed).toString();
  const fields = { daftar: list, format, permintaan: randomUUID(), ...Object.fromEntries(narrowed) };
  const data: ExportOfferPage = {
    title: listTitles[list],
    back: query === '' ? `/${list}` : `/${list}?${query}`,
    format: formatLabels[format],
    most: mostRowsAtOnce.toLocaleString('id-ID'),
    fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
  };
  return page(c, 'exports/offer', 'Daftar yang panjang', data);
}
