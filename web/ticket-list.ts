import { Hono } from 'hono';
import { formatInstant } from '../domain/dates.ts';
import { mayRecord, sees } from '../domain/roles.ts';
import type { Account, Web, WebContext } from './context.ts';
import { queryText } from './forms.ts';
import { page, wantsPart } from './frame.ts';
import { filterFormOf } from './filter-form.ts';
import { pageNumber, pageSize, pagingOf } from './paging.ts';
import type { TicketListPage } from './pages.ts';
import { forbidden } from './problems.ts';
import { renderPart } from './render.ts';
import { mayReport } from './report-access.ts';
import { isNarrowed, orderOf, readFilter, whereOf } from '../lists/ticket-filter.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';
import { countTickets, findTickets } from '../lists/ticket-find.ts';
import { rowsOf } from '../lists/ticket-rows.ts';
import { headingOf } from '../reports/heading.ts';

/** Rekap Tiket (spec.md section 4). */
export const ticketList = new Hono<Web>();
/** Laporan Layanan/Permasalahan: the same list with its times (spec.md section 7). */
export const reportList = new Hono<Web>();

ticketList.get('/', async (c) => {
  if (sees(c.get('account')) === 'none') throw forbidden();
  return showList(c, { path: '/tiket', title: 'Rekap Tiket', report: false });
});

reportList.get('/', async (c) => {
  if (!mayReport(c.get('account'))) throw forbidden();
  return showList(c, { path: '/laporan', title: 'Laporan Layanan/Permasalahan', report: true });
});

interface List {
  path: string;
  title: string;
  report: boolean;
}

async function showList(c: WebContext, list: List): Promise<Response> {
  const data = await listOf(c, list);
  return wantsPart(c) ? c.html(renderPart('tickets/_rows', data)) : page(c, 'tickets/list', list.title, data);
}

async function listOf(c: WebContext, { path, title, report }: List): Promise<TicketListPage> {
  const account = c.get('account');
  const { prisma } = c.get('services');
  const filter = readFilter((name) => queryText(c, name));
  const where = whereOf(prisma, account, filter);
  const number = pageNumber(c);
  const [tickets, total] = await Promise.all([
    findTickets(prisma, account, {
      where,
      order: orderOf(filter),
      skip: (number - 1) * pageSize,
      take: pageSize,
    }),
    countTickets(prisma, account, where),
  ]);
  const rows = await rowsOf(prisma, tickets, account, (number - 1) * pageSize + 1);
  return {
    path,
    title,
    report,
    forSatker: account.unitType === 'SATKER',
    mayRecord: !report && mayRecord(account),
    heading: paperHeading(account, filter),
    filtered: isNarrowed(filter),
    filter: await filterFormOf(c, filter),
    rows,
    paging: pagingOf(path, { ...filter }, number, rows.length, total),
  };
}

/** As a report's heading, but for the time: a page may be printed long after it was read. */
function paperHeading(account: Account, filter: TicketFilter): string[] {
  const now = new Date();
  const read = `Keadaan pada ${formatInstant(now, account.zone)}, dicetak oleh ${account.displayName}`;
  return [...headingOf(account, filter, now).slice(0, 3), read];
}
