import { dueAt, warnAt } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { formatInstant, isoDay } from './dates.ts';
import type { Deadline } from './ticket.ts';

/** When a ticket's warning is sent and when it is due. */
export interface Watch {
  warnAt: Date;
  dueAt: Date;
}

/** When a ticket opened at this instant is warned and due (specification.md 6). @throws RangeError like dueAt */
export function watchOf(openedAt: Date, workingDays: number, calendar: Calendar): Watch {
  const due = dueAt(openedAt, workingDays, calendar);
  return { warnAt: warnAt(due, calendar), dueAt: due };
}

/**
 * A deadline as a workflow holds it, with day and text in the handling unit's zone. One at midnight belongs to the
 * day it ends.
 */
export const deadlineFrom = ({ warnAt, dueAt }: Watch, zone: string): Deadline => ({
  warnAt: warnAt.toISOString(),
  dueAt: dueAt.toISOString(),
  dueDay: isoDay(new Date(dueAt.getTime() - 1), zone),
  dueText: formatInstant(dueAt, zone),
});

/** When an escalation that HAI answered completes itself (specification.md 5, point 5); null if that is turned off. */
export const completesAt = (
  repliedAt: Date,
  { calendar, autoCompleteWorkingDays }: { calendar: Calendar; autoCompleteWorkingDays: number },
): Date | null =>
  autoCompleteWorkingDays === 0 ? null : dueAt(repliedAt, autoCompleteWorkingDays, calendar);
