import type { Calendar } from '../../domain/calendar.ts';
import { watchOf } from '../../domain/deadline.ts';
import { slaState } from '../../domain/sla.ts';
import type { SlaState } from '../../domain/values.ts';

const hour = 3_600_000;

/** The latest hour at which a ticket in this SLA state, or of this many days, must have been opened. */
export function openedAtFor(
  age: SlaState | number,
  now: Date,
  workingDays: number,
  calendar: Calendar,
): Date {
  if (typeof age === 'number') return new Date(now.getTime() - age * 24 * hour - hour / 2);
  for (let back = 1; back < 24 * 60; back++) {
    const opened = new Date(now.getTime() - back * hour);
    const watch = watchOf(opened, workingDays, calendar);
    if (slaState({ ...watch, resolvedAt: null }, now) === age) return opened;
  }
  return new Date(now.getTime() - hour);
}
