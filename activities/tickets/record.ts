import { deadlineFrom } from '../../domain/deadline.ts';
import type { Deadline, TicketInput } from '../../domain/ticket.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import { deadlineByCalendar } from './deadline.ts';
import { factsOf } from './facts.ts';
import { insertTicket, updateTicket } from './projection.ts';

/** Computes a ticket's deadline and writes the ticket for the first time (specification.md 6). */
export function createOpenTicket(prisma: PrismaClient): TicketActivities['openTicket'] {
  return async ({ ticket, state }) => {
    const { events, ...summary } = state;
    const deadline = state.deadline ?? (await deadlineByCalendar(prisma, ticket));
    const facts = await factsOf(prisma, summary, events);
    const fresh = await insertTicket(prisma, ticket, summary, events, deadline, facts);
    if (fresh) return deadline;
    await updateTicket(prisma, summary, events, facts);
    return deadlineOfFirstTry(prisma, ticket);
  };
}

/** A retry keeps the first deadline: the holidays may have changed since. */
async function deadlineOfFirstTry(prisma: PrismaClient, ticket: TicketInput): Promise<Deadline> {
  const { reference, handlingUnit } = ticket;
  const written = await prisma.ticket.findUniqueOrThrow({ where: { reference } });
  return deadlineFrom(written, handlingUnit.zone);
}

/** Writes new events of a workflow to the ticket's row and thread. */
export function createRecordEvents(prisma: PrismaClient): TicketActivities['recordEvents'] {
  return async ({ ticket, events }) =>
    updateTicket(prisma, ticket, events, await factsOf(prisma, ticket, events));
}
