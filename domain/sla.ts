/** Where a ticket stands against its deadline, and its wording (specification.md 6 and 7). */
import { type Calendar, workingMinutesBetween } from './calendar.ts';
import { lengthOf } from './service-hours.ts';
import type { SlaState } from './values.ts';

/** Instants as dates or as epoch milliseconds. */
export interface SlaClock<Instant extends Date | number = Date> {
  warnAt: Instant;
  dueAt: Instant;
  /** Null while the ticket is open. */
  resolvedAt: Instant | null;
}

/** Waktu SLA of an open ticket. */
export interface Sla {
  state: SlaState;
  /** "sisa 2 hari 3 jam", "lewat 1 hari". */
  text: string;
}

/**
 * A ticket is overdue from the instant of its deadline, when it breaches. One resolved at that very instant is
 * overdue too, so that state and thread never contradict each other (specification.md 6).
 */
export function slaState<Instant extends Date | number>(
  { warnAt, dueAt, resolvedAt }: SlaClock<Instant>,
  now: Instant,
): SlaState {
  if ((resolvedAt ?? now) >= dueAt) return 'OVERDUE';
  return resolvedAt === null && now >= warnAt ? 'DUE_SOON' : 'ON_TIME';
}

/**
 * Working minutes in words, in the two largest units: "2 hari 3 jam", "3 jam 20 menit", "45 menit". A day always has
 * ordinary service hours, even in a period of shorter ones; the rest is dropped.
 */
export function workingTimeText(minutes: number, calendar: Pick<Calendar, 'hours'>): string {
  if (minutes < 1) return 'kurang dari 1 menit';
  const day = lengthOf(calendar.hours);
  const days = Math.floor(minutes / day);
  const withinDay = Math.floor(minutes % day);
  const hours = Math.floor(withinDay / 60);
  if (days > 0) return join([days, 'hari'], [hours, 'jam']);
  return join([hours, 'jam'], [withinDay % 60, 'menit']);
}

/** Waktu SLA of an open ticket in working time: "sisa 2 hari 3 jam", "lewat 1 hari" (specification.md 6). */
export function remainingText(now: Date, dueAt: Date, calendar: Calendar): string {
  return now < dueAt
    ? `sisa ${workingTimeText(workingMinutesBetween(now, dueAt, calendar), calendar)}`
    : `lewat ${workingTimeText(workingMinutesBetween(dueAt, now, calendar), calendar)}`;
}

/** Lama penyelesaian: "1 hari 2 jam, tepat waktu"; null while open, as `minutes` is (specification.md 6). */
export function resolutionText(
  minutes: number | null,
  state: SlaState,
  calendar: Pick<Calendar, 'hours'>,
): string | null {
  if (minutes === null) return null;
  return `${workingTimeText(minutes, calendar)}, ${state === 'OVERDUE' ? 'lewat batas waktu' : 'tepat waktu'}`;
}

function join(...parts: [number, string][]): string {
  const counted = parts.filter(([count]) => count > 0);
  return counted.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
