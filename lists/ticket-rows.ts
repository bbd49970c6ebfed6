import type { Calendar } from '../domain/calendar.ts';
import { formatInstant } from '../domain/dates.ts';
import { remainingText, slaState, workingTimeText } from '../domain/sla.ts';
import { askerTypeLabels, methodLabels, statusLabel } from '../domain/values.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { SlaState, Status } from '../domain/values.ts';

/** What a row of a list needs of its ticket. */
export const rowColumns = { include: { handlingUnit: true } } satisfies Prisma.TicketDefaultArgs;
export type ListedTicket = Prisma.TicketGetPayload<typeof rowColumns>;

export interface Sla {
  state: SlaState;
  /** "sisa 2 hari 3 jam", "lewat 1 hari". */
  text: string;
}

export interface TicketRow {
  no: number;
  href: string;
  reference: string;
  subject: string;
  agency: string;
  askerType: string;
  name: string;
  email: string;
  openedAt: string;
  method: string;
  officer: string | null;
  status: Status;
  statusLabel: string;
  /** Null once resolved. */
  sla: Sla | null;
  /** "1 hari 2 jam, tepat waktu"; null while open. */
  resolution: string | null;
}

/** Rows of a list, numbered from `first`; dates in the reader's zone, working time by each handling unit's calendar. */
export async function rowsOf(
  prisma: PrismaClient,
  tickets: ListedTicket[],
  reader: { zone: string },
  first: number,
): Promise<TicketRow[]> {
  const calendars = await calendarsOf(prisma, tickets);
  return tickets.map((ticket, index) => ({
    no: first + index,
    href: `/tiket/${encodeURIComponent(ticket.reference)}`,
    reference: ticket.reference,
    subject: ticket.subject,
    agency: ticket.askerAgency,
    askerType: askerTypeLabels[ticket.askerType],
    name: ticket.askerName,
    email: ticket.askerEmail,
    openedAt: formatInstant(ticket.openedAt, reader.zone),
    method: methodLabels[ticket.method],
    officer: ticket.officerName,
    status: ticket.status,
    statusLabel: statusLabel(ticket.status, ticket.handlingUnit.type, ticket.haiRepliedAt !== null),
    sla: slaOf(ticket, calendars.get(placeOf(ticket))),
    resolution: resolutionOf(ticket, calendars.get(placeOf(ticket))),
  }));
}

/** What is left of an open ticket's working time; null once resolved. */
export function slaOf(ticket: ListedTicket, calendar: Calendar | undefined): Sla | null {
  if (ticket.resolvedAt !== null || !calendar) return null;
  const now = new Date();
  return { state: slaState(ticket, now), text: remainingText(now, ticket.dueAt, calendar) };
}

/** The working time that a resolved ticket took, and whether it was in time; null while open. */
export function resolutionOf(ticket: ListedTicket, calendar: Calendar | undefined): string | null {
  if (ticket.resolutionMinutes === null || !calendar) return null;
  const late = slaState(ticket, new Date()) === 'OVERDUE';
  const used = workingTimeText(ticket.resolutionMinutes, calendar);
  return `${used}, ${late ? 'lewat batas waktu' : 'tepat waktu'}`;
}

const placeOf = ({ handlingUnit: unit }: ListedTicket): string => `${unit.zone} ${unit.province ?? ''}`;

/** One calendar for each place on the page, not for each row. */
async function calendarsOf(prisma: PrismaClient, tickets: ListedTicket[]): Promise<Map<string, Calendar>> {
  const places = new Map(tickets.map((ticket) => [placeOf(ticket), ticket.handlingUnit]));
  const found = await Promise.all(
    [...places].map(async ([key, unit]) => [key, (await calendarOf(prisma, unit)).calendar] as const),
  );
  return new Map(found);
}
