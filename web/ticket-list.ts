import { Hono } from 'hono';
import { mayRecord, sees } from '../domain/roles.ts';
import { statuses } from '../domain/values.ts';
import type { Status } from '../domain/values.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Account, Web, WebContext } from './context.ts';
import { queryText } from './forms.ts';
import { page, wantsPart } from './frame.ts';
import { pageNumber, pageSize, pagingOf } from './paging.ts';
import type { TicketListPage } from './pages.ts';
import { forbidden } from './problems.ts';
import { renderPart } from './render.ts';
import { containing } from './search.ts';
import { rowColumns, rowsOf } from './ticket-rows.ts';
import type { ListedTicket } from './ticket-rows.ts';

/** Rekap Tiket (spec.md section 4). */
export const ticketList = new Hono<Web>();

ticketList.get('/', async (c) => {
  const data = await listOf(c);
  return wantsPart(c)
    ? c.html(renderPart('tickets/_rows', data))
    : page(c, 'tickets/list', 'Rekap Tiket', data);
});

async function listOf(c: WebContext): Promise<TicketListPage> {
  const account = c.get('account');
  const { prisma } = c.get('services');
  if (sees(account) === 'none') throw forbidden();
  const q = queryText(c, 'q');
  const status = statuses.find((known) => known === c.req.query('status')) ?? '';
  const number = pageNumber(c);
  const { tickets, total } = await find(c, filterOf(account, q, status), number);
  const rows = await rowsOf(prisma, tickets, account, (number - 1) * pageSize + 1);
  return {
    forSatker: account.unitType === 'SATKER',
    mayRecord: mayRecord(account),
    status,
    q,
    filtered: q !== '' || status !== '',
    rows,
    paging: pagingOf('/tiket', { q, status }, number, rows.length, total),
  };
}

/** The year's tickets; open ones show in every later year too (spec.md section 2). */
function filterOf({ year }: Account, q: string, status: Status | ''): Prisma.TicketWhereInput {
  const text = containing(q);
  return {
    AND: [
      { OR: [{ year }, { year: { lt: year }, status: { not: 'RESOLVED' } }] },
      status === '' ? {} : { status },
      q === ''
        ? {}
        : { OR: [{ reference: text }, { subject: text }, { askerName: text }, { askerEmail: text }] },
    ],
  };
}

const newest = [{ openedAt: 'desc' as const }, { reference: 'desc' as const }];

/** A page of the list, newest first, and how many there are, counted to 1,001. */
async function find(
  c: WebContext,
  where: Prisma.TicketWhereInput,
  number: number,
): Promise<{ tickets: ListedTicket[]; total: number }> {
  const { prisma } = c.get('services');
  const account = c.get('account');
  const part = { skip: (number - 1) * pageSize, take: pageSize, orderBy: newest };
  if (sees(account) === 'all') {
    const [tickets, counted] = await Promise.all([
      prisma.ticket.findMany({ where, ...part, ...rowColumns }),
      prisma.ticket.findMany({ where, select: { reference: true }, take: 1001 }),
    ]);
    return { tickets, total: counted.length };
  }
  // The viewers' table is in the order of the list, unit by unit.
  const mine = { unitId: account.unitId, ticket: where };
  const [views, counted] = await Promise.all([
    prisma.ticketViewer.findMany({ where: mine, ...part, include: { ticket: rowColumns } }),
    prisma.ticketViewer.findMany({ where: mine, select: { reference: true }, take: 1001 }),
  ]);
  return { tickets: views.map((view) => view.ticket), total: counted.length };
}
