import type { HaiQueuePage } from './types.ts';
import { Hono } from 'hono';
import { mayReplyForHai } from '../../domain/roles.ts';
import { countQueue, findQueue } from '../../lists/hai-queue.ts';
import { queueColumns } from '../../lists/desk-columns.ts';
import { rowMaker } from '../../lists/ticket-rows.ts';
import { calendars } from '../../calendar/tables.ts';
import type { Web } from '../context.ts';
import { queryText } from '../forms/forms.ts';
import { page, wantsPart } from '../page/frame.ts';
import { askedSize, lastPage, pageNumber, pagingOf } from '../page/paging.ts';
import { tableOf } from '../page/ticket-table.ts';
import { forbidden } from '../http/problems.ts';
import { renderPart } from '../page/render.ts';

/** HAI's queue: tickets with HAI, most urgent first. It ignores the header's year (specification.md 2). */
export const haiQueue = new Hono<Web>();

haiQueue.get('/', async (c) => {
  const account = c.get('account');
  if (!mayReplyForHai(account)) throw forbidden();
  const { prisma } = c.get('services');
  const q = queryText(c, 'q');
  const size = askedSize(c);
  const read = (number: number) => findQueue(prisma, account, q, { skip: (number - 1) * size, take: size });
  const asked = pageNumber(c);
  const [there, total, calendarAt] = await Promise.all([
    read(asked),
    countQueue(prisma, q),
    calendars(prisma),
  ]);
  const pastTheEnd = there.length === 0 && total > 0;
  const number = pastTheEnd ? lastPage(total, size) : asked;
  const tickets = pastTheEnd ? await read(number) : there;
  const rows = rowMaker(calendarAt)(tickets, (number - 1) * size + 1);
  const data: HaiQueuePage = {
    q,
    table: tableOf('Tiket yang dikirim ke HAI', queueColumns, rows, account.zone),
    paging: pagingOf({ path: '/hai', query: { q }, number, size, rows: rows.length, total }),
  };
  return wantsPart(c) ? c.html(renderPart('hai/_rows', data)) : page(c, 'hai/queue', 'Antrean HAI', data);
});
