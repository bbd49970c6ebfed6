/** `/pemantauan/tiket`: the tickets behind a figure, counted and listed by the same condition. */
import { Hono } from 'hono';
import { isSupervisor } from '../../domain/roles.ts';
import { namedTickets } from '../../lists/named-tickets.ts';
import { monitoredColumns } from '../../lists/desk-columns.ts';
import { rowMaker } from '../../lists/ticket-rows.ts';
import { scopeOf } from '../../monitoring/scope.ts';
import { clockOf, isState, labelOf, openStates } from '../../monitoring/states.ts';
import { findMonitored } from '../../monitoring/tickets.ts';
import { calendars } from '../../calendar/tables.ts';
import type { Web, WebContext } from '../context.ts';
import { queryText } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { askedPeriod } from './show.ts';
import { periodText } from './page.ts';
import type { MonitoredPage } from './types.ts';
import { pageNumber, pageSize } from '../page/paging.ts';
import { tableOf } from '../page/ticket-table.ts';
import { forbidden, notFound } from '../http/problems.ts';

export const monitoredTickets = new Hono<Web>();

monitoredTickets.get('/tiket', async (c) => {
  const account = c.get('account');
  if (!isSupervisor(account)) throw forbidden();
  return page(c, 'monitoring/tickets', 'Pemantauan', await listOf(c));
});

const narrowing = ['penangan', 'layanan', 'jenis', 'petugas'] as const;

/** @throws Problem 404 if no figure has this list */
async function listOf(c: WebContext): Promise<MonitoredPage> {
  const { prisma } = c.get('services');
  const account = c.get('account');
  const state = queryText(c, 'keadaan');
  if (!isState(state)) throw notFound();
  const by = queryText(c, 'menurut') === 'selesai' ? 'selesai' : 'direkam';
  const [scope, period, number] = [
    await scopeOf(prisma, account, queryText(c, 'unit')),
    askedPeriod(c),
    pageNumber(c),
  ];
  const [penangan, layanan, jenis, petugas] = narrowing.map((name) => queryText(c, name));
  const { references, total } = await findMonitored(prisma, account, scope, {
    ...{ state, period, by, clock: clockOf(new Date(), account.zone) },
    ...{ penangan: penangan ?? '', layanan: layanan ?? '', jenis: jenis ?? '', petugas: petugas ?? '' },
    ...{ skip: (number - 1) * pageSize, take: pageSize },
  });
  const tickets = await namedTickets(prisma, account, references, account);
  const rows = rowMaker(await calendars(prisma))(tickets, (number - 1) * pageSize + 1);
  const at = (to: number): string => {
    const { search } = new URL(c.req.url);
    const query = new URLSearchParams(search);
    query.set('halaman', String(to));
    return `/pemantauan/tiket?${query.toString()}`;
  };
  const back = new URLSearchParams({ unit: scope.unit, dari: period.dari, sampai: period.sampai });
  return {
    title: labelOf(state),
    name: scope.name,
    period: state in openStates ? null : `${by} ${periodText(period, account.zone)}`,
    back: `/pemantauan?${back.toString()}`,
    total,
    table: tableOf(labelOf(state), monitoredColumns, rows, account.zone),
    previous: number > 1 ? at(number - 1) : null,
    next: number * pageSize < total ? at(number + 1) : null,
  };
}
