import { formatInstant } from './dates.ts';
import type { Deadline } from './ticket.ts';

/** A deadline as a workflow holds it, with its text in the handling unit's zone. */
export const deadlineFrom = (warnAt: Date, dueAt: Date, zone: string): Deadline => ({
  warnAt: warnAt.toISOString(),
  dueAt: dueAt.toISOString(),
  dueText: formatInstant(dueAt, zone),
});
