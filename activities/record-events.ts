import type { PrismaClient } from '../prisma/generated/client.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import { announce, eventRows, resolutionMinutes, summaryColumns } from './projection.ts';

/** Makes the activity that brings a ticket's row and thread up to its workflow. */
export function createRecordEvents(prisma: PrismaClient): TicketActivities['recordEvents'] {
  return async ({ ticket, events }) => {
    const { reference, seq } = ticket;
    const columns = { ...summaryColumns(ticket), resolutionMinutes: await resolutionMinutes(prisma, ticket) };
    const reachesHai = events.some((event) => event.kind === 'ESCALATED');
    await prisma.$transaction([
      prisma.ticketEvent.createMany({ data: eventRows(reference, events), skipDuplicates: true }),
      prisma.ticket.updateMany({ where: { reference, seq: { lt: seq } }, data: columns }),
      ...(reachesHai ? [letHaiSee(prisma, ticket.reference, ticket.openedAt)] : []),
      announce(prisma, reference),
    ]);
  };
}

/** HAI sees a ticket from its escalation on (spec.md section 1). */
const letHaiSee = (prisma: PrismaClient, reference: string, openedAt: string) =>
  prisma.ticketViewer.createMany({ data: [{ unitId: 'HAI', reference, openedAt }], skipDuplicates: true });
