/** Which tickets an account may see; always part of the query, never checked on the page (specification.md 1). */
import { isReference } from '../../domain/reference.ts';
import { sees } from '../../domain/roles.ts';
import type { Person } from '../../domain/roles.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { WebContext } from '../context.ts';
import { notFound } from '../http/problems.ts';

/** The condition for the tickets that this person sees. */
export function visibleTo(person: Person): Prisma.TicketWhereInput {
  switch (sees(person)) {
    case 'all':
      return {};
    case 'own':
      return { viewers: { some: { unitId: person.unitId } } };
    case 'none':
      return { reference: { in: [] } };
  }
}

const shown = {
  handlingUnit: true,
  events: {
    orderBy: { seq: 'asc' },
    include: { attachments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
  },
} satisfies Prisma.TicketInclude;

export type ShownTicket = Prisma.TicketGetPayload<{ include: typeof shown }>;

/** The reference in the address. @throws Problem 404 if it can't be one */
export function referenceOf(c: WebContext): string {
  const reference = c.req.param('ref') ?? '';
  if (!isReference(reference)) throw notFound();
  return reference;
}

/** The address's ticket with its thread. @throws Problem 404 if it does not exist or belongs to another unit */
export async function ticketOf(c: WebContext): Promise<ShownTicket> {
  const ticket = await c.get('services').prisma.ticket.findFirst({
    where: { reference: referenceOf(c), ...visibleTo(c.get('account')) },
    include: shown,
  });
  if (!ticket) throw notFound();
  return ticket;
}
