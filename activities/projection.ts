/** Writes what a ticket's workflow decided to PostgreSQL: the only place that writes tickets and events. */
import type { TicketEvent } from '../domain/ticket.ts';
import { workingMinutesBetween } from '../domain/calendar.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { TicketSummary } from '../workflows/activities.ts';

/** The rows of a thread, as they were decided. */
export function eventRows(reference: string, events: TicketEvent[]): Prisma.TicketEventCreateManyInput[] {
  return events.map(({ seq, kind, at, key, author, body }) => ({
    reference,
    seq,
    kind,
    at,
    key,
    author: author.name,
    unitId: author.unitId,
    accountId: author.accountId,
    officerId: author.officerId,
    body,
  }));
}

/** The columns of a ticket's row that follow from its events. */
export function summaryColumns(ticket: TicketSummary): Prisma.TicketUncheckedUpdateManyInput {
  const { seq, status, breachedAt, escalatedAt, haiRepliedAt, resolvedAt, officerName } = ticket;
  return { seq, status, breachedAt, escalatedAt, haiRepliedAt, resolvedAt, officerName };
}

/** Tells every web process, after the commit, that a ticket changed and who may see it. */
export function announce(prisma: PrismaClient, reference: string): Prisma.PrismaPromise<number> {
  return prisma.$executeRaw`SELECT pg_notify('ticket', json_build_object('reference', ${reference}::text, 'viewers',
    (SELECT json_agg(unit_id) FROM ticket_viewer WHERE reference = ${reference}))::text)`;
}

/**
 * Working minutes that a resolved ticket took, by the calendar of now, which a later edit of the holidays does not change
 * (spec.md section 6); null while open.
 */
export async function resolutionMinutes(prisma: PrismaClient, ticket: TicketSummary): Promise<number | null> {
  if (ticket.resolvedAt === null) return null;
  const unit = await prisma.unit.findUniqueOrThrow({ where: { id: ticket.handlingUnitId } });
  const { calendar } = await calendarOf(prisma, unit);
  return workingMinutesBetween(new Date(ticket.openedAt), new Date(ticket.resolvedAt), calendar);
}
