import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import { factsOf } from './facts.ts';
import { updateTicket } from './projection.ts';

/** Makes the activity that brings a ticket's row and thread up to its workflow. */
export function createRecordEvents(prisma: PrismaClient): TicketActivities['recordEvents'] {
  return async ({ ticket, events }) =>
    updateTicket(prisma, ticket, events, await factsOf(prisma, ticket, events));
}
