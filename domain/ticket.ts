/** A ticket as its workflow holds it: what it starts with, the events of its thread, and the state that they add up to. */
import { statusAfter } from './moves.ts';
import type { AskerType, EventKind, Method, Service, Status, UnitType } from './values.ts';

/** ISO 8601 in UTC, as in `2026-08-13T11:30:00.000Z`. */
export type Instant = string;

/** Who is named at an event: the officer where one signed, else the account; `HAI-DJPBN` and `Sistem` have neither. */
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
  /** The request's key, null for what the clock did. */
  key: string | null;
  author: Author;
  body: string;
  /** Of DEADLINE_MOVED alone. */
  moved?: { from: Deadline; to: Deadline };
  /** Ids of its files; left out when there are none. */
  attachments?: string[];
}

/** The service-level deadline of specification.md 6. */
export interface Deadline {
  warnAt: Instant;
  dueAt: Instant;
  /** `dueAt` as people of the handling unit read it: a workflow formats no dates, which would cost more than all its rest. */
  dueText: string;
}

/** What a ticket's workflow starts with; everything that may change later is handed in here as it was at the recording. */
export interface TicketInput {
  reference: string;
  /** May lie in the past: a demo ticket, a restart. */
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
  /** Ids of the files that came with the recording; left out when there are none. */
  attachments?: string[];
  /**
   * Set when a lost workflow is started again: its events so far, those up to `recordedSeq` being in the database, and the
   * calendar's latest change, which it may have missed.
   */
  resume: {
    events: TicketEvent[];
    deadline: Deadline;
    recordedSeq: number;
    change: CalendarChange | null;
  } | null;
}

/** A saved change of the calendar, as a ticket's workflow is told of it. */
export interface CalendarChange {
  /** The change's own; a ticket has one event of it at most. */
  key: string;
  /** What was changed, in one line for the thread. */
  why: string;
}

export interface TicketState {
  reference: string;
  status: Status;
  seq: number;
  openedAt: Instant;
  handlingUnitId: string;
  /** Null until the calendar has been asked. */
  deadline: Deadline | null;
  warnedAt: Instant | null;
  breachedAt: Instant | null;
  escalatedAt: Instant | null;
  /** The latest reply. */
  haiRepliedAt: Instant | null;
  /** When the workflow completes an answered escalation itself; null while nothing is to complete or it is turned off. */
  autoCompleteAt: Instant | null;
  resolvedAt: Instant | null;
  /** Who signed last, for the list's "oleh: …". */
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

/** The state after one more event. Says what an event means; `refusalOf` says whether it may happen. */
export function apply(state: TicketState, event: TicketEvent): TicketState {
  const status = statusAfter(state, event.kind);
  const next = { ...state, status, seq: event.seq, events: [...state.events, event], ...effectOf(event) };
  return event.author.officerId === null ? next : { ...next, officerName: event.author.name };
}

function effectOf(event: TicketEvent): Partial<TicketState> {
  switch (event.kind) {
    case 'DEADLINE_MOVED':
      return effectOfMove(event);
    case 'RECORDED':
    case 'HAI_REPLY_REFUSED':
      return {};
    case 'ESCALATED':
      return { escalatedAt: event.at };
    case 'HAI_REPLIED':
      // When to complete it counts from this reply now; the calendar is asked again.
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
 * A new deadline that is still ahead is watched like the first: the ticket is not overdue by it, and warning and breach are
 * given again. One that has passed already leaves what was given, and so does a warning alone that moves.
 */
function effectOfMove({ at, moved }: TicketEvent): Partial<TicketState> {
  if (!moved) return {};
  const { from, to } = moved;
  const ahead = Date.parse(to.dueAt) > Date.parse(at) && to.dueAt !== from.dueAt;
  return { deadline: to, ...(ahead ? { warnedAt: null, breachedAt: null } : {}) };
}
