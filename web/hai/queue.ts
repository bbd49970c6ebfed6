import type { HaiQueuePage } from './types.ts';
import { Hono } from 'hono';
import { formatInstant } from '../../domain/dates.ts';
import { mayReplyForHai } from '../../domain/roles.ts';
import { countQueue, findQueue } from '../../lists/hai-queue.ts';
import { rowsOf } from '../../lists/ticket-rows.ts';
import { calendars } from '../../calendar/tables.ts';
import type { Web } from '../context.ts';
import { queryText } from '../forms/forms.ts';
import { page, wantsPart } from '../page/frame.ts';
import { askedSize, lastPage, pageNumber, pagingOf } from '../page/paging.ts';
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
  const rows = rowsOf(tickets, account, (number - 1) * size + 1, calendarAt);
  const data: HaiQueuePage = {
    q,
    rows: rows.map((row, index) => ({
      ...row,
      unit: tickets[index]?.handlingUnit.name ?? '',
      dueAt: tickets[index] ? formatInstant(tickets[index].dueAt, account.zone) : '',
      replied: tickets[index]?.haiRepliedAt !== null,
    })),
    paging: pagingOf({ path: '/hai', query: { q }, number, size, rows: rows.length, total }),
  };
  return wantsPart(c) ? c.html(renderPart('hai/_rows', data)) : page(c, 'hai/queue', 'Antrean HAI', data);
});
