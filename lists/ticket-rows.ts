/** The rows of every list of tickets, on pages and in files: how they are read, and their times at an instant. */
import type { Calendar } from '../domain/calendar.ts';
import { remainingText, resolutionText, slaState } from '../domain/sla.ts';
import type { Sla } from '../domain/sla.ts';
import type { AskerType, Method, Service, SlaState, Status, UnitType } from '../domain/values.ts';
import type { Place } from '../calendar/tables.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { joinUnread } from './unread.ts';
import type { Looker } from './unread.ts';

/**
 * A ticket as plain JSON, so that parts of a long file can be stored; instants are epoch milliseconds. Zone and
 * province are the handling unit's.
 */
export interface ListedTicket extends Place {
  reference: string;
  subject: string;
  status: Status;
  service: Service | null;
  method: Method;
  askerType: AskerType;
  askerName: string;
  askerEmail: string;
  askerAgency: string;
  /** The officer who acted last. */
  officer: string | null;
  unitType: UnitType;
  unitName: string;
  openedAt: number;
  warnAt: number;
  dueAt: number;
  haiReplied: boolean;
  resolvedAt: number | null;
  /** Working minutes; null while open. */
  resolutionMinutes: number | null;
  /** Whether it is new to the reader. */
  unread: boolean;
}

const milliseconds = (column: string): Prisma.Sql =>
  Prisma.raw(`(extract(epoch FROM ticket.${column}) * 1000)::bigint`);

const columns = Prisma.sql`
  ticket.reference, subject, status, service, method, asker_type AS "askerType", asker_name AS "askerName",
  asker_email AS "askerEmail", asker_agency AS "askerAgency", officer_name AS officer, unit.type AS "unitType",
  unit.name AS "unitName", zone, province, ${milliseconds('opened_at')} AS "openedAt", ${milliseconds('warn_at')} AS "warnAt",
  ${milliseconds('due_at')} AS "dueAt", hai_replied_at IS NOT NULL AS "haiReplied",
  ${milliseconds('resolved_at')} AS "resolvedAt", resolution_minutes AS "resolutionMinutes"`;

interface Source {
  /** A `WITH` for `from`. */
  parts?: Prisma.Sql;
  /** Tables for FROM, with `ticket` among them. */
  from: Prisma.Sql;
  order: Prisma.Sql;
  /** The account for `unread`. */
  looker?: Looker | undefined;
}

/** Reads tickets as one JSON text: ten times faster to read than rows. */
export async function readTickets(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  { parts = Prisma.empty, from, order, looker }: Source,
): Promise<ListedTicket[]> {
  const unread = looker ? Prisma.sql`unread` : Prisma.sql`false AS unread`;
  const [list] = await prisma.$queryRaw<{ tickets: ListedTicket[] | null }[]>`
    ${parts} SELECT json_agg(listed) AS tickets FROM (
      SELECT ${columns}, ${unread}
      FROM ${from} JOIN unit ON unit.id = ticket.handling_unit_id ${looker ? joinUnread(looker) : Prisma.empty}
      ORDER BY ${order}) AS listed`;
  return list?.tickets ?? [];
}

/** A row of a list; lists/columns.ts defines what is shown of it. */
export interface TicketRow extends ListedTicket {
  no: number;
  state: SlaState;
  /** Null once resolved. */
  sla: Sla | null;
  /** "1 hari 2 jam, tepat waktu"; null while open. */
  resolution: string | null;
}

/** Cached texts at most. Deadlines are ends of working days, so few make up a year. */
const mostRemembered = 10_000;

/** Makes rows as of one instant, numbered from `first`; working time follows each handling unit's calendar. */
export function rowMaker(
  calendarAt: (place: Place) => Calendar,
  at = new Date(),
): (tickets: ListedTicket[], first: number) => TicketRow[] {
  const known = new Map<string, string>();
  const remaining = (ticket: ListedTicket): string => {
    const key = `${ticket.zone} ${ticket.province ?? ''} ${ticket.dueAt}`;
    const text = known.get(key) ?? remainingText(at, new Date(ticket.dueAt), calendarAt(ticket));
    if (known.size >= mostRemembered) known.clear();
    known.set(key, text);
    return text;
  };
  return (tickets, first) =>
    tickets.map((ticket, index) => {
      const { warnAt, dueAt, resolvedAt, resolutionMinutes } = ticket;
      const state = slaState({ warnAt, dueAt, resolvedAt }, at.getTime());
      const sla = resolvedAt === null ? { state, text: remaining(ticket) } : null;
      const resolution = resolutionText(resolutionMinutes, state, calendarAt(ticket));
      return { ...ticket, no: first + index, state, sla, resolution };
    });
}
