import { Hono } from 'hono';
import type { Web, WebContext } from './context.ts';
import { page, wantsPart } from './frame.ts';
import { markRead } from './notices.ts';
import { renderPart } from './render.ts';
import { ticketPageOf } from './ticket-page.ts';
import type { Returned } from './ticket-page.ts';
import { ticketOf } from './visible.ts';
import type { ShownTicket } from './visible.ts';

/** A ticket's detail and thread. */
export const ticketShow = new Hono<Web>();

ticketShow.get('/:ref', async (c) => {
  const ticket = await ticketOf(c);
  const data = await ticketPageOf(c, ticket);
  await markRead(c.get('services').prisma, c.get('account'), { reference: ticket.reference });
  return wantsPart(c)
    ? c.html(renderPart('tickets/_live', data))
    : page(c, 'tickets/show', ticket.subject, data);
});

/** The page again with a form that was refused, what was typed in it, and why. */
export async function showReturned(
  c: WebContext,
  ticket: ShownTicket,
  returned: Returned,
  status: 409 | 413 | 415 | 422 | 429 | 503,
) {
  const data = await ticketPageOf(c, ticket, returned);
  return page(c, 'tickets/show', ticket.subject, data, status);
}
