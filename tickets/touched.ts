/** Which open tickets the calendar gives another deadline than they have (specification.md 6). */
import { setImmediate } from 'node:timers/promises';
import { closesAt } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { watchOf } from '../domain/deadline.ts';
import type { Watch } from '../domain/deadline.ts';
import { calendars } from '../calendar/tables.ts';
import type { Place } from '../calendar/tables.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export interface TouchedTicket {
  reference: string;
  unitName: string;
  zone: string;
  from: Watch;
  to: Watch;
  /** Past its deadline so far. */
  breached: boolean;
}

interface OpenTicket extends Watch, Place {
  reference: string;
  unitName: string;
  openedAt: Date;
  /** YYYY-MM-DD of the opening in the unit's zone. */
  day: string;
  breached: boolean;
  replied: boolean;
}

type Tables = Pick<PrismaClient, '$queryRaw' | 'slaSetting'>;

/**
 * Compares every open ticket with the calendar as this connection or transaction sees it. In the order of their references.
 * A ticket whose automatic completion is planned counts too when `andReplied` is set: nothing but its workflow knows for when.
 */
export async function touchedTickets(prisma: Tables, andReplied = true): Promise<TouchedTicket[]> {
  const { workingDays } = await prisma.slaSetting.findUniqueOrThrow({ where: { id: 1 } });
  const calendarAt = await calendars(prisma);
  const watches = new Map<string, { closes: Date; inTime: Watch; late: Watch }>();
  const touched: TouchedTicket[] = [];
  for (const [index, ticket] of (await openTickets(prisma)).entries()) {
    // A hundred thousand of them take a second; others are served meanwhile.
    if (index % 2000 === 1999) await setImmediate();
    const { reference, unitName, zone, breached } = ticket;
    const key = `${zone} ${ticket.province ?? ''} ${ticket.day}`;
    const opened = watches.get(key) ?? watchesOf(ticket.day, workingDays, calendarAt(ticket));
    watches.set(key, opened);
    const to = ticket.openedAt > opened.closes ? opened.late : opened.inTime;
    const moves = +to.dueAt !== +ticket.dueAt || +to.warnAt !== +ticket.warnAt;
    const from = { warnAt: ticket.warnAt, dueAt: ticket.dueAt };
    if (moves || (andReplied && ticket.replied))
      touched.push({ reference, unitName, zone, from, to, breached });
  }
  return touched;
}

/** What a day's tickets have in common: only whether one came after service hours makes a difference. */
function watchesOf(day: string, workingDays: number, calendar: Calendar) {
  const closes = closesAt(day, calendar);
  const watch = (openedAt: Date): Watch => watchOf(openedAt, workingDays, calendar);
  return { closes, inTime: watch(closes), late: watch(new Date(closes.getTime() + 1)) };
}

const openTickets = (prisma: Tables): Promise<OpenTicket[]> =>
  prisma.$queryRaw<OpenTicket[]>`
    SELECT reference, unit.name AS "unitName", zone, province, opened_at AS "openedAt", warn_at AS "warnAt",
      due_at AS "dueAt", to_char(opened_at AT TIME ZONE zone, 'YYYY-MM-DD') AS day, breached_at IS NOT NULL AS breached,
      status = 'ESCALATED' AND hai_replied_at IS NOT NULL AS replied
    FROM ticket JOIN unit ON unit.id = handling_unit_id
    WHERE status IN ('WAITING', 'ESCALATED') ORDER BY reference`;
