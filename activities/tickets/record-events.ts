import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import { factsOf } from './facts.ts';
import { updateTicket } from './projection.ts';

/** Writes new events of a workflow to the ticket's row and thread. */
export function createRecordEvents(prisma: PrismaClient): TicketActivities['recordEvents'] {
  return async ({ ticket, events }) =>
    updateTicket(prisma, ticket, events, await factsOf(prisma, ticket, events));
}
