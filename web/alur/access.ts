/** Supervisors may read the workflows of tickets that they see. */
import { createMiddleware } from 'hono/factory';
import { isSupervisor } from '../../domain/roles.ts';
import type { Web, WebContext } from '../context.ts';
import { forbidden, notFound } from '../http/problems.ts';
import { referenceOf, visibleTo } from '../tickets/visible.ts';

export const namespaceOf = (c: WebContext): string => c.get('services').config.temporal.namespace;

/** Only supervisors, and they only read. */
export const supervisorsRead = createMiddleware<Web>(async (c, next) => {
  if (!isSupervisor(c.get('account')) || c.req.method !== 'GET') throw forbidden();
  await next();
});

/** 404 for any namespace but ours. */
export const inNamespace = createMiddleware<Web>(async (c, next) => {
  if (c.req.param('namespace') !== namespaceOf(c)) throw notFound();
  await next();
});

/** 404 if it is no ticket, does not exist, or belongs to another unit. */
export const ofSeenTicket = createMiddleware<Web>(async (c, next) => {
  if ((await seenAmong(c, [referenceOf(c)])).size === 0) throw notFound();
  await next();
});

/** The subset of these tickets that the account sees. */
export async function seenAmong(c: WebContext, references: string[]): Promise<Set<string>> {
  const tickets = await c.get('services').prisma.ticket.findMany({
    where: { reference: { in: references }, ...visibleTo(c.get('account')) },
    select: { reference: true },
  });
  return new Set(tickets.map(({ reference }) => reference));
}
