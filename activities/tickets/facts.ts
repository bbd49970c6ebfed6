/**
 * A ticket's figures for monitoring, computed when they happen; later edits of the calendar do not change them
 * (specification.md 6, 8).
 */
import { workingMinutesBetween } from '../../domain/calendar.ts';
import type { TicketEvent } from '../../domain/ticket.ts';
import { calendarOfUnit } from '../../calendar/tables.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketSummary } from '../../workflows/activities.ts';

/** Working minutes; null for what has not happened in the given events. */
export interface Facts {
  resolution: number | null;
  firstResponse: number | null;
  hai: number | null;
}

type Measured = Pick<TicketSummary, 'handlingUnitId' | 'openedAt' | 'escalatedAt' | 'resolvedAt'>;

/** Facts from these events, by the current calendar. */
export async function factsOf(prisma: PrismaClient, ticket: Measured, events: TicketEvent[]): Promise<Facts> {
  const response = events.find(isResponse)?.at ?? null;
  const reply = events.find(({ kind }) => kind === 'HAI_REPLIED')?.at ?? null;
  if (ticket.resolvedAt === null && response === null && reply === null)
    return { resolution: null, firstResponse: null, hai: null };
  const { calendar } = await calendarOfUnit(prisma, ticket.handlingUnitId);
  const minutes = (from: string | null, to: string | null): number | null =>
    from === null || to === null ? null : workingMinutesBetween(new Date(from), new Date(to), calendar);
  return {
    resolution: minutes(ticket.openedAt, ticket.resolvedAt),
    firstResponse: minutes(ticket.openedAt, response),
    hai: minutes(ticket.escalatedAt, reply),
  };
}

/**
 * Whether the event is a response to the asker. An officer's escalation is one; an escalation made with the
 * recording, which has no key, is not.
 */
const isResponse = ({ kind, key }: TicketEvent): boolean =>
  kind === 'ESCALATED'
    ? key !== null
    : ['ANSWERED', 'HAI_REPLIED', 'COMPLETED', 'AUTO_COMPLETED'].includes(kind);
