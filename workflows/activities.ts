/** The activities of a ticket's workflow: writing to PostgreSQL, and asking the calendar. */
import type { Deadline, Instant, TicketEvent, TicketInput, TicketState } from '../domain/ticket.ts';

/** The state without its thread: the contents of the ticket's row. */
export type TicketSummary = Omit<TicketState, 'events'>;

interface CompletionRequest {
  reference: string;
  seq: number;
  handlingUnitId: string;
  repliedAt: Instant;
  notBefore: Instant | null;
}

export interface TicketActivities {
  /**
   * Sets the deadline by the current calendar and writes the ticket with its first events, in one transaction. A
   * repeated call changes nothing and returns the deadline written before.
   */
  openTicket(request: { ticket: TicketInput; state: TicketState }): Promise<Deadline>;
  /**
   * Writes events and the resulting row in one transaction. A repeated call changes nothing; an older state never
   * replaces a newer one.
   */
  recordEvents(request: { ticket: TicketSummary; events: TicketEvent[] }): Promise<void>;
  /** The deadline by the current calendar of a ticket opened at this time in this unit. */
  deadlineOf(request: Pick<TicketInput, 'openedAt' | 'handlingUnit'>): Promise<Deadline>;
  /**
   * Plans when an escalation that HAI answered at `repliedAt` completes itself (specification.md 5), never before
   * `notBefore`; null if that is turned off. Writes the time to the ticket's row only while `seq` is its last event:
   * a later event writes its own.
   */
  planCompletion(request: CompletionRequest): Promise<Instant | null>;
}

/** The activities that move deadlines after changes of the calendar. */
export interface CalendarActivities {
  /** The number of the calendar's latest change. */
  calendarVersion(): Promise<number>;
  /**
   * Signals the next open tickets after this reference whose deadline changes. A repeated call signals those that
   * have not moved. `next` is where to continue, null after the last; `left` counts tickets not yet seen to have
   * moved.
   */
  moveBatch(request: { after: string }): Promise<{ next: string | null; left: number }>;
  /** Marks the changes up to this one as finished: no open ticket is left to move. */
  finishChanges(request: { upTo: number }): Promise<void>;
}
