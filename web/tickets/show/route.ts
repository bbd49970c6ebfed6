import { Hono } from 'hono';
import type { Web, WebContext } from '../../context.ts';
import { page, wantsPart } from '../../page/frame.ts';
import { noteLook } from '../looks.ts';
import { markRead } from '../../page/unread.ts';
import { renderPart } from '../../page/render.ts';
import { newsOf } from './done.ts';
import { ticketPageOf } from './data.ts';
import type { Back, Returned } from './data.ts';
import { ticketOf } from '../visible.ts';
import type { Unsent } from '../../forms/types.ts';
import type { ShownTicket } from '../visible.ts';

/** A ticket's detail and thread. */
export const ticketShow = new Hono<Web>();

ticketShow.get('/:ref', async (c) => {
  const ticket = await ticketOf(c);
  const { reference } = ticket;
  const part = wantsPart(c);
  const done = part ? null : newsOf(c, reference);
  const [data] = await Promise.all([
    ticketPageOf(c, ticket),
    markRead(c.get('services').prisma, c.get('account'), { reference }),
    noteLook(c, ticket),
  ]);
  return part
    ? c.html(renderPart('tickets/_live', data))
    : page(c, 'tickets/show', titleOf(ticket), { ...data, done });
});

const titleOf = ({ reference, subject }: ShownTicket): string => `${reference} ${subject}`;

/** The page with a refused form, what was typed, and why. */
export const showReturned = (
  c: WebContext,
  ticket: ShownTicket,
  returned: Returned,
  status: 409 | 413 | 415 | 422 | 429 | 503,
): Promise<Response> => showAgain(c, ticket, { returned }, status);

/** The page with texts that were not recorded, to be copied. */
export const showUnsent = (c: WebContext, ticket: ShownTicket, unsent: Unsent): Promise<Response> =>
  showAgain(c, ticket, { unsent }, 409);

async function showAgain(
  c: WebContext,
  ticket: ShownTicket,
  back: Back,
  status: 409 | 413 | 415 | 422 | 429 | 503,
): Promise<Response> {
  const [data] = await Promise.all([ticketPageOf(c, ticket, back), noteLook(c, ticket)]);
  return page(c, 'tickets/show', titleOf(ticket), data, status);
}
