/** A ticket's clock on its page, apart from the deadline itself. */
import { DateTime } from 'luxon';
import { formatInstant } from '../../../domain/dates.ts';
import { deadlineFrom } from '../../../domain/deadline.ts';
import { nextAlarm } from '../../../domain/transition.ts';
import { alarmLabels } from '../../../workflows/readable.ts';
import type { TicketPage } from '../types.ts';
import type { ShownTicket } from '../visible.ts';

/**
 * The calculator's day-by-day explanation of the deadline. The calculator takes whole seconds, so round up: a
 * question that arrives any fraction after the end of service hours belongs to the next working day.
 */
export function deadlineWhyHref({ openedAt, handlingUnit }: ShownTicket): string {
  const second = new Date(Math.ceil(openedAt.getTime() / 1000) * 1000);
  const local = DateTime.fromJSDate(second, { zone: handlingUnit.zone });
  const query = new URLSearchParams({
    dibuka: local.toFormat("yyyy-MM-dd'T'HH:mm:ss"),
    unit: handlingUnit.id,
  });
  return `/kalender/kalkulator?${query.toString()}`;
}

/** What the ticket's workflow does next unless somebody acts first; null if nothing is left to wait for. */
export function nextOf(ticket: ShownTicket, zone: string): TicketPage['next'] {
  const { status, warnAt, dueAt, breachedAt, autoCompleteAt, handlingUnit } = ticket;
  const alarm = nextAlarm({
    status,
    deadline: deadlineFrom({ warnAt, dueAt }, handlingUnit.zone),
    warnedAt: warnAt <= new Date() ? warnAt.toISOString() : null,
    breachedAt: breachedAt?.toISOString() ?? null,
    autoCompleteAt: autoCompleteAt?.toISOString() ?? null,
  });
  return alarm && { text: alarmLabels[alarm.kind], at: formatInstant(new Date(alarm.at), zone) };
}
