/**
 * The names of a ticket's workflow and its messages, defined once for the workflow, its clients and the tests.
 * From any Temporal client: workflow id = the reference, signal `haiReply`, query `ticket` (contract.md).
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { Author, CalendarChange, TicketState } from '../domain/ticket.ts';

export const taskQueue = 'tickets';
export const ticketWorkflow = 'ticket';
export const moveDeadlinesWorkflow = 'moveDeadlines';
/** One workflow moves the deadlines for all changes of the calendar. */
export const moveDeadlinesId = 'kalender';
/** Its activities have a queue of their own, so that they never take a slot from a ticket's. */
export const calendarTaskQueue = 'calendar';

/** The contents of an officer's act. The update's id is the request's key, so a repeated request is applied once. */
export interface Act {
  key: string;
  author: Author;
  /** The answer or the escalation's note; empty for a completion. */
  body: string;
  /** Ids of files that the account sent before; absent when there are none. */
  attachments?: string[];
}

/** The outcome of an act, after its event is in PostgreSQL. */
export interface Receipt {
  reference: string;
  seq: number;
}

/** `account` typed the reply on HAI's page and sent the files; other senders leave both out. */
export interface HaiReply {
  id: string;
  body: string;
  account?: string;
  attachments?: string[];
}

export const recorded = defineUpdate<Receipt>('recorded');
export const answer = defineUpdate<Receipt, [Act]>('answer');
export const escalate = defineUpdate<Receipt, [Act]>('escalate');
export const complete = defineUpdate<Receipt, [Act]>('complete');
export const haiReply = defineSignal<[HaiReply]>('haiReply');
/** From reconcile: the database holds only the events up to this number, so write the later ones again. */
export const recordAgain = defineSignal<[number]>('recordAgain');
/**
 * Makes a ticket ask the calendar for its deadline again. A Signal, because Updates have a limited number of slots,
 * which officers need.
 */
export const calendarChanged = defineSignal<[CalendarChange]>('calendarChanged');
/** Informs the workflow that moves deadlines of a newer change. */
export const calendarEdited = defineSignal('calendarEdited');
export const ticketState = defineQuery<TicketState>('ticket');

/** The failure type of a refused act; its details hold the `Refusal`. */
export const refused = 'Refused';

/** For lists in the Temporal UI; none names a person. */
export const searchAttributes = {
  unit: defineSearchAttributeKey('TicketUnit', 'KEYWORD'),
  status: defineSearchAttributeKey('TicketStatus', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('TicketDueAt', 'DATETIME'),
  breached: defineSearchAttributeKey('TicketBreached', 'BOOL'),
  /** Number of the last event that PostgreSQL holds; reconcile compares it. */
  seq: defineSearchAttributeKey('TicketSeq', 'INT'),
};
