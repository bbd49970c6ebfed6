import type { Calendar } from '../domain/calendar.ts';
import { formatInstant } from '../domain/dates.ts';
import { remainingText, slaState, workingTimeText } from '../domain/sla.ts';
import { askerTypeLabels, methodLabels, statusLabel } from '../domain/values.ts';
import type { Place } from '../calendar/tables.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { Ticket } from '../prisma/generated/client.ts';
import type { SlaState, Status, UnitType } from '../domain/values.ts';

/** What a row of a list needs of its ticket. */
export interface ListedTicket extends Omit<ListedRow, 'unitType' | 'unitName' | 'zone' | 'province'> {
  handlingUnit: { type: UnitType; name: string; zone: string; province: string | null };
}

/** As one row of `ticket` joined with its handling `unit`. */
export type ListedRow = Pick<Ticket, ListedColumn> & {
  unitType: UnitType;
  unitName: string;
  zone: string;
  province: string | null;
  /** Missing when there is no particular reader. */
  unread?: boolean;
};

type ListedColumn =
  | 'reference'
  | 'status'
  | 'subject'
  | 'service'
  | 'method'
  | 'askerType'
  | 'askerName'
  | 'askerEmail'
  | 'askerAgency'
  | 'handlingUnitId'
  | 'officerName'
  | 'openedAt'
  | 'warnAt'
  | 'dueAt'
  | 'haiRepliedAt'
  | 'resolvedAt'
  | 'resolutionMinutes';

export const rowColumns = Prisma.sql`
  reference, status, subject, service, method, asker_type AS "askerType", asker_name AS "askerName",
  asker_email AS "askerEmail", asker_agency AS "askerAgency", handling_unit_id AS "handlingUnitId",
  officer_name AS "officerName", opened_at AS "openedAt", warn_at AS "warnAt", due_at AS "dueAt",
  hai_replied_at AS "haiRepliedAt", resolved_at AS "resolvedAt", resolution_minutes AS "resolutionMinutes",
  unit.type AS "unitType", unit.name AS "unitName", zone, province`;

/** Makes a list's ticket from its row of `rowColumns`. */
export function listedTicket({ unitType, unitName, zone, province, ...ticket }: ListedRow): ListedTicket {
  return { ...ticket, handlingUnit: { type: unitType, name: unitName, zone, province } };
}

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
  /** Whether it has something new for the reader. */
  unread: boolean;
}

/** Rows of a list, numbered from `first`; dates in the reader's zone, working time by each handling unit's calendar. */
export function rowsOf(
  tickets: ListedTicket[],
  reader: { zone: string },
  first: number,
  calendarAt: (place: Place) => Calendar,
): TicketRow[] {
  const slaNow = slaAt(new Date());
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
    sla: slaNow(ticket, calendarAt(ticket.handlingUnit)),
    resolution: resolutionOf(ticket, calendarAt(ticket.handlingUnit)),
    unread: ticket.unread ?? false,
  }));
}

/** The remaining working time of an open ticket; null once resolved. */
export const slaOf = (ticket: ListedTicket, calendar: Calendar): Sla | null =>
  slaAt(new Date())(ticket, calendar);

/** For many tickets at one instant: tickets of a day share a deadline, which is counted once. */
function slaAt(now: Date): typeof slaOf {
  const texts = new Map<Calendar, Map<number, string>>();
  return (ticket, calendar) => {
    if (ticket.resolvedAt !== null) return null;
    const due = ticket.dueAt.getTime();
    const known = texts.get(calendar) ?? new Map<number, string>();
    texts.set(calendar, known);
    const text = known.get(due) ?? remainingText(now, ticket.dueAt, calendar);
    known.set(due, text);
    return { state: slaState(ticket, now), text };
  };
}

/** The working time that a resolved ticket took, and whether it was in time; null while open. */
export function resolutionOf(ticket: ListedTicket, calendar: Calendar): string | null {
  if (ticket.resolutionMinutes === null) return null;
  const late = slaState(ticket, new Date()) === 'OVERDUE';
  const used = workingTimeText(ticket.resolutionMinutes, calendar);
  return `${used}, ${late ? 'lewat batas waktu' : 'tepat waktu'}`;
}
