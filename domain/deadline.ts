import { dueAt } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { formatInstant } from './dates.ts';
import type { Deadline } from './ticket.ts';

/** A deadline as a workflow holds it, with its text in the handling unit's zone. */
export const deadlineFrom = (warnAt: Date, dueAt: Date, zone: string): Deadline => ({
  warnAt: warnAt.toISOString(),
  dueAt: dueAt.toISOString(),
  dueText: formatInstant(dueAt, zone),
});

/** When an escalation that HAI answered completes itself (specification.md 5, point 5); null where that is turned off. */
export const completesAt = (
  repliedAt: Date,
  { calendar, autoCompleteWorkingDays }: { calendar: Calendar; autoCompleteWorkingDays: number },
): Date | null =>
  autoCompleteWorkingDays === 0 ? null : dueAt(repliedAt, autoCompleteWorkingDays, calendar);
