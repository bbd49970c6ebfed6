import { dueAt, warnAt } from '../domain/calendar.ts';
import type { Deadline, TicketInput, TicketState } from '../domain/ticket.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import { announce, eventRows, resolutionMinutes, summaryColumns } from './projection.ts';

/** Makes the activity that settles a ticket's deadline and writes it for the first time (spec.md section 6). */
export function createOpenTicket(prisma: PrismaClient): TicketActivities['openTicket'] {
  return async ({ ticket, state }) => {
    const deadline = state.deadline ?? (await deadlineOf(prisma, ticket));
    const minutes = await resolutionMinutes(prisma, state);
    await prisma.$transaction([
      prisma.ticket.createMany({ data: [ticketRow(ticket, state, deadline, minutes)], skipDuplicates: true }),
      prisma.ticketEvent.createMany({
        data: eventRows(ticket.reference, state.events),
        skipDuplicates: true,
      }),
      prisma.ticketViewer.createMany({ data: viewerRows(ticket), skipDuplicates: true }),
      prisma.reservation.updateMany({
        where: { reference: ticket.reference, finishedAt: null },
        data: { finishedAt: new Date() },
      }),
      announce(prisma, ticket.reference),
    ]);
    return deadline;
  };
}

/** The deadline that the database holds already, when this is a second try, else the calendar's. */
async function deadlineOf(prisma: PrismaClient, ticket: TicketInput): Promise<Deadline> {
  const written = await prisma.ticket.findUnique({
    where: { reference: ticket.reference },
    select: { warnAt: true, dueAt: true },
  });
  if (written) return { warnAt: written.warnAt.toISOString(), dueAt: written.dueAt.toISOString() };
  const { calendar, workingDays } = await calendarOf(prisma, ticket.handlingUnit);
  const due = dueAt(new Date(ticket.openedAt), workingDays, calendar);
  return { warnAt: warnAt(due, calendar).toISOString(), dueAt: due.toISOString() };
}

function ticketRow(
  ticket: TicketInput,
  state: TicketState,
  deadline: Deadline,
  minutes: number | null,
): Prisma.TicketCreateManyInput {
  return {
    ...(summaryColumns(state) as Pick<Prisma.TicketCreateManyInput, 'seq' | 'status'>),
    reference: ticket.reference,
    subject: ticket.subject,
    question: ticket.question,
    service: ticket.service,
    method: ticket.method,
    askerType: ticket.asker.type,
    customerId: ticket.asker.customerId,
    askerName: ticket.asker.name,
    askerEmail: ticket.asker.email,
    askerAgency: ticket.asker.agency,
    satkerId: ticket.satkerId,
    partnerKppnId: ticket.partnerKppnId,
    handlingUnitId: ticket.handlingUnit.id,
    recorderUnitId: ticket.recorder.unitId ?? ticket.handlingUnit.id,
    recorderId: ticket.recorder.accountId ?? '',
    year: ticket.year,
    openedAt: ticket.openedAt,
    warnAt: deadline.warnAt,
    dueAt: deadline.dueAt,
    resolutionMinutes: minutes,
  };
}

const viewerRows = (ticket: TicketInput): Prisma.TicketViewerCreateManyInput[] =>
  ticket.viewerIds.map((unitId) => ({ unitId, reference: ticket.reference, openedAt: ticket.openedAt }));
