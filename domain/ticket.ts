/** A ticket as its workflow holds it: its input, the events of its thread, and the state that they add up to. */
import { warningKey } from './keys.ts';
import { statusAfter } from './moves.ts';
import type { AskerType, EventKind, Method, Service, Status, UnitType } from './values.ts';

/** ISO 8601 in UTC, such as `2026-08-13T11:30:00.000Z`. */
export type Instant = string;

/** The author of an event: the officer who signed, else the account; `HAI-DJPBN` and `Sistem` have neither. */
export interface Author {
  name: string;
  unitId: string | null;
  accountId: string | null;
  officerId: string | null;
}

export const systemAuthor: Author = { name: 'Sistem', unitId: null, accountId: null, officerId: null };
export const haiAuthor: Author = { name: 'HAI-DJPBN', unitId: 'HAI', accountId: null, officerId: null };

export interface TicketEvent {
  /** From 1, without gaps. */
  seq: number;
  kind: EventKind;
  at: Instant;
  /** The request's key; the due day's key for a warning; null for other alarms. */
  key: string | null;
  author: Author;
  body: string;
  /** Only in DEADLINE_MOVED. */
  moved?: { from: Deadline; to: Deadline };
  /** Ids of its files; absent when there are none. */
  attachments?: string[];
}

/** The service-level deadline of specification.md 6. */
export interface Deadline {
  warnAt: Instant;
  dueAt: Instant;
  /** YYYY-MM-DD: the handling unit's day that ends with `dueAt`. */
  dueDay: string;
  /**
   * `dueAt` in words, in the handling unit's zone. Formatting dates in the workflow would cost more than all its
   * other work.
   */
  dueText: string;
}

/** The input of a ticket's workflow. Anything that may change later is a snapshot from the recording. */
export interface TicketInput {
  reference: string;
  /** May lie in the past, for a demo ticket or a restart. */
  openedAt: Instant;
  /** Year of the recording in the recorder's zone. */
  year: number;
  requestKey: string;
  subject: string;
  question: string;
  service: Service | null;
  method: Method;
  asker: { customerId: number; type: AskerType; name: string; email: string; agency: string };
  satkerId: string | null;
  partnerKppnId: string | null;
  handlingUnit: { id: string; type: UnitType; name: string; zone: string; province: string | null };
  /** Units that may see it from the start (specification.md 1). */
  viewerIds: string[];
  recorder: Author;
  /** The officer who signed the recording; null from a Satker and for a KPPN asker. */
  officerName: string | null;
  /** RESOLVED needs `answer`. */
  opensAs: Status;
  answer: string | null;
  /** Ids of the files that came with the recording; absent when there are none. */
  attachments?: string[];
  /**
   * Set when a lost workflow is restarted: its events so far (the database has those up to `recordedSeq`) and the
   * calendar's latest change, which it may have missed.
   */
  resume: {
    events: TicketEvent[];
    deadline: Deadline;
    recordedSeq: number;
    change: CalendarChange | null;
  } | null;
}

/** A saved change of the calendar, as sent to a ticket's workflow. */
export interface CalendarChange {
  /** Unique to the change; a ticket has at most one event with it. */
  key: string;
  /** What changed, in one line for the thread. */
  why: string;
}

export interface TicketState {
  reference: string;
  status: Status;
  seq: number;
  openedAt: Instant;
  handlingUnitId: string;
  /** Null until the calendar has answered. */
  deadline: Deadline | null;
  /** Null until the due day's warning. A due day that an edit of the calendar moves into the past gets none. */
  warnedAt: Instant | null;
  breachedAt: Instant | null;
  escalatedAt: Instant | null;
  /** The latest reply. */
  haiRepliedAt: Instant | null;
  /** When an answered escalation completes itself; null if nothing awaits completion or it is turned off. */
  autoCompleteAt: Instant | null;
  resolvedAt: Instant | null;
  /** The last officer who signed, for the list's "oleh: …". */
  officerName: string | null;
  events: TicketEvent[];
}

/** The state before the first event. */
export function blankTicket(input: TicketInput): TicketState {
  return {
    reference: input.reference,
    status: 'WAITING',
    seq: 0,
    openedAt: input.openedAt,
    handlingUnitId: input.handlingUnit.id,
    deadline: null,
    warnedAt: null,
    breachedAt: null,
    escalatedAt: null,
    haiRepliedAt: null,
    autoCompleteAt: null,
    resolvedAt: null,
    officerName: input.officerName,
    events: [],
  };
}

/** The state after one more event. Says what an event means; `refusalOf` decides whether it may happen. */
export function apply(state: TicketState, event: TicketEvent): TicketState {
  const status = statusAfter(state, event.kind);
  const next = {
    ...state,
    status,
    seq: event.seq,
    events: [...state.events, event],
    ...effectOf(state, event),
  };
  return event.author.officerId === null ? next : { ...next, officerName: event.author.name };
}

function effectOf(state: TicketState, event: TicketEvent): Partial<TicketState> {
  switch (event.kind) {
    case 'DEADLINE_MOVED':
      return effectOfMove(state, event);
    case 'RECORDED':
    case 'HAI_REPLY_REFUSED':
      return {};
    case 'ESCALATED':
      return { escalatedAt: event.at };
    case 'HAI_REPLIED':
      // This reply restarts the wait for completion, so the calendar is asked again.
      return { haiRepliedAt: event.at, autoCompleteAt: null };
    case 'ANSWERED':
    case 'COMPLETED':
    case 'AUTO_COMPLETED':
      return { resolvedAt: event.at, autoCompleteAt: null };
    case 'SLA_WARNED':
      return { warnedAt: event.at };
    case 'SLA_BREACHED':
      return { breachedAt: event.at };
  }
}

/**
 * A new deadline in the future starts over: the ticket is no longer overdue, and both alarms ring again, the warning
 * only if its due day had none yet. A new deadline in the past leaves a breach as it was, and is too late for a
 * warning.
 */
function effectOfMove({ events, warnedAt }: TicketState, { at, moved }: TicketEvent): Partial<TicketState> {
  if (!moved) return {};
  const deadline = moved.to;
  if (Date.parse(deadline.dueAt) <= Date.parse(at)) return { deadline, warnedAt: warnedAt ?? at };
  const warning = events.find(({ key }) => key === warningKey(deadline.dueDay));
  return { deadline, warnedAt: warning?.at ?? null, breachedAt: null };
}
