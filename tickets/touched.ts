/** Finds the open tickets whose deadline differs from what the calendar now gives (specification.md 6). */
import { closesAt } from '../domain/calendar.ts';
import type { Calendar } from '../domain/calendar.ts';
import { completesAt, watchOf } from '../domain/deadline.ts';
import type { Watch } from '../domain/deadline.ts';
import { calendars } from '../calendar/tables.ts';
import type { Place } from '../calendar/tables.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export interface TouchedTicket {
  reference: string;
  seq: number;
  unitName: string;
  zone: string;
  from: Watch;
  to: Watch;
  /** Past its current deadline. */
  breached: boolean;
}

interface OpenTicket extends Watch, Place {
  reference: string;
  seq: number;
  unitName: string;
  openedAt: Date;
  /** YYYY-MM-DD of the opening in the ticket's zone. */
  day: string;
  breached: boolean;
  /** Only of an escalation. */
  haiRepliedAt: Date | null;
  autoCompleteAt: Date | null;
  /** The unit's current place, whose calendar decides when an escalation completes itself. */
  unit: Place;
}

interface TouchedPage {
  touched: TouchedTicket[];
  /** References of the other tickets whose automatic completion moves. */
  completions: string[];
  /** The last reference compared; null after the last page. */
  next: string | null;
}

type Tables = Pick<PrismaClient, '$queryRaw' | 'slaSetting'>;

const pageSize = 1000;

/** All affected tickets in the order of their references, by the calendar that this connection or transaction sees. */
export async function touchedTickets(prisma: Tables): Promise<TouchedTicket[]> {
  const touched: TouchedTicket[] = [];
  for await (const page of touchedPages(prisma)) touched.push(...page.touched);
  return touched;
}

/** Compares the open tickets after this reference, page by page. */
export async function* touchedPages(prisma: Tables, after = ''): AsyncGenerator<TouchedPage, undefined> {
  const settings = await prisma.slaSetting.findUniqueOrThrow({ where: { id: 1 } });
  const { workingDays, autoCompleteWorkingDays } = settings;
  const calendarAt = await calendars(prisma);
  const watches = new Map<string, { closes: Date; inTime: Watch; late: Watch }>();
  const watchNow = ({ openedAt, day, zone, province }: OpenTicket): Watch => {
    const key = `${zone} ${province ?? ''} ${day}`;
    const opened = watches.get(key) ?? watchesOf(day, workingDays, calendarAt({ zone, province }));
    watches.set(key, opened);
    return openedAt > opened.closes ? opened.late : opened.inTime;
  };
  const completesNow = ({ haiRepliedAt, unit }: OpenTicket): Date | null =>
    haiRepliedAt && completesAt(haiRepliedAt, { calendar: calendarAt(unit), autoCompleteWorkingDays });
  for (let next: string | null = after; next !== null;) {
    const tickets: OpenTicket[] = await openTickets(prisma, next);
    next = tickets.length === pageSize ? (tickets.at(-1)?.reference ?? null) : null;
    const page: TouchedPage = { touched: [], completions: [], next };
    for (const ticket of tickets) {
      const { reference, seq, unitName, zone, breached, warnAt, dueAt } = ticket;
      const to = watchNow(ticket);
      if (+to.dueAt !== +dueAt || +to.warnAt !== +warnAt)
        page.touched.push({ reference, seq, unitName, zone, breached, from: { warnAt, dueAt }, to });
      else if (completesNow(ticket)?.getTime() !== ticket.autoCompleteAt?.getTime())
        page.completions.push(reference);
    }
    yield page;
  }
}

/** The two possible watches of a day's tickets: opened within service hours, or after them. */
function watchesOf(day: string, workingDays: number, calendar: Calendar) {
  const closes = closesAt(day, calendar);
  const watch = (openedAt: Date): Watch => watchOf(openedAt, workingDays, calendar);
  return { closes, inTime: watch(closes), late: watch(new Date(closes.getTime() + 1)) };
}

/** The ticket's place is that of its recording, as in its workflow: a unit that moves leaves old tickets behind. */
const openTickets = (prisma: Tables, after: string): Promise<OpenTicket[]> =>
  prisma.$queryRaw<OpenTicket[]>`
    SELECT reference, seq, unit.name AS "unitName", place.zone, place.province, opened_at AS "openedAt", warn_at AS "warnAt",
      due_at AS "dueAt", to_char(opened_at AT TIME ZONE place.zone, 'YYYY-MM-DD') AS day, breached_at IS NOT NULL AS breached,
      CASE WHEN status = 'ESCALATED' THEN hai_replied_at END AS "haiRepliedAt", auto_complete_at AS "autoCompleteAt",
      json_build_object('zone', unit.zone, 'province', unit.province) AS unit
    FROM ticket JOIN unit ON unit.id = handling_unit_id JOIN reservation USING (reference),
      jsonb_to_record(input -> 'handlingUnit') AS place (zone text, province text)
    WHERE status IN ('WAITING', 'ESCALATED') AND reference > ${after} ORDER BY reference LIMIT ${pageSize}`;
