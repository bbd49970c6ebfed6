import { Hono } from 'hono';
import { formatInstant } from '../domain/dates.ts';
import { mayReplyForHai } from '../domain/roles.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Web } from './context.ts';
import { queryText } from './forms.ts';
import { page, wantsPart } from './frame.ts';
import { pageNumber, pageSize, pagingOf } from './paging.ts';
import type { HaiQueuePage } from './pages.ts';
import { forbidden } from './problems.ts';
import { renderPart } from './render.ts';
import { containing } from '../lists/containing.ts';
import { rowColumns, rowsOf } from '../lists/ticket-rows.ts';

/** HAI's queue: what is with HAI, the most urgent first. The year of the header does not narrow it (spec.md section 2). */
export const haiQueue = new Hono<Web>();

haiQueue.get('/', async (c) => {
  const account = c.get('account');
  if (!mayReplyForHai(account)) throw forbidden();
  const { prisma } = c.get('services');
  const q = queryText(c, 'q');
  const number = pageNumber(c);
  const where = queued(q);
  const [tickets, counted] = await Promise.all([
    prisma.ticket.findMany({
      where,
      orderBy: [{ dueAt: 'asc' }, { reference: 'asc' }],
      skip: (number - 1) * pageSize,
      take: pageSize,
      ...rowColumns,
    }),
    prisma.ticket.findMany({ where, select: { reference: true }, take: 1001 }),
  ]);
  const rows = await rowsOf(prisma, tickets, account, (number - 1) * pageSize + 1);
  const data: HaiQueuePage = {
    q,
    rows: rows.map((row, index) => ({
      ...row,
      unit: tickets[index]?.handlingUnit.name ?? '',
      dueAt: tickets[index] ? formatInstant(tickets[index].dueAt, account.zone) : '',
      replied: tickets[index]?.haiRepliedAt !== null,
    })),
    paging: pagingOf('/hai', { q }, number, rows.length, counted.length),
  };
  return wantsPart(c) ? c.html(renderPart('hai/_rows', data)) : page(c, 'hai/queue', 'Antrean HAI', data);
});

function queued(q: string): Prisma.TicketWhereInput {
  if (q === '') return { status: 'ESCALATED' };
  const text = containing(q);
  const matches = [
    { reference: text },
    { subject: text },
    { askerName: text },
    { handlingUnit: { name: text } },
  ];
  return { status: 'ESCALATED', OR: matches };
}
