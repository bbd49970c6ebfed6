import { dueAt, warnAt } from '../domain/calendar.ts';
import { deadlineFrom } from '../domain/deadline.ts';
import type { Deadline, TicketInput, TicketState } from '../domain/ticket.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import { announce, eventRows, resolutionMinutes, summaryColumns } from './projection.ts';

/** Makes the activity that settles a ticket's deadline and writes it for the first time (spec.md section 6). */
export function createOpenTicket(prisma: PrismaClient): TicketActivities['openTicket'] {
  return async ({ ticket, state }) => {
    const { reference } = ticket;
    const deadline = state.deadline ?? (await deadlineByCalendar(prisma, ticket));
    const minutes = await resolutionMinutes(prisma, state);
    const [written] = await prisma.$transaction([
      prisma.ticket.createMany({ data: [ticketRow(ticket, state, deadline, minutes)], skipDuplicates: true }),
      prisma.ticketEvent.createMany({ data: eventRows(reference, state.events), skipDuplicates: true }),
      prisma.ticketViewer.createMany({ data: viewerRows(ticket), skipDuplicates: true }),
      prisma.reservation.updateMany({
        where: { reference, finishedAt: null },
        data: { finishedAt: new Date() },
      }),
      announce(prisma, reference),
    ]);
    return written.count === 1 ? deadline : deadlineOfFirstTry(prisma, ticket);
  };
}

async function deadlineByCalendar(prisma: PrismaClient, ticket: TicketInput): Promise<Deadline> {
  const { calendar, workingDays } = await calendarOf(prisma, ticket.handlingUnit);
  const due = dueAt(new Date(ticket.openedAt), workingDays, calendar);
  return deadlineFrom(warnAt(due, calendar), due, calendar.zone);
}

/** A second try keeps what the first one wrote: the holidays may have been edited since. */
async function deadlineOfFirstTry(prisma: PrismaClient, ticket: TicketInput): Promise<Deadline> {
  const { reference, handlingUnit } = ticket;
  const written = await prisma.ticket.findUniqueOrThrow({ where: { reference } });
  return deadlineFrom(written.warnAt, written.dueAt, handlingUnit.zone);
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
