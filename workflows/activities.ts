/** What a ticket's workflow asks of the world: the projection in PostgreSQL, and the calendar. */
import type { Deadline, Instant, TicketEvent, TicketInput, TicketState } from '../domain/ticket.ts';

/** The state without its thread: what the ticket's row shows. */
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
   * Sets the deadline by the calendar of now and writes the ticket with its first events in one transaction. Called again, it
   * changes nothing and gives the deadline that was written.
   */
  openTicket(request: { ticket: TicketInput; state: TicketState }): Promise<Deadline>;
  /** Writes events and the row that they lead to in one transaction; what is there already stays, and never goes backwards. */
  recordEvents(request: { ticket: TicketSummary; events: TicketEvent[] }): Promise<void>;
  /** The deadline by the calendar of now of a ticket that was opened then and there. */
  deadlineOf(request: Pick<TicketInput, 'openedAt' | 'handlingUnit'>): Promise<Deadline>;
  /**
   * Plans when an escalation that HAI answered at `repliedAt` completes itself (specification.md 5), never before `notBefore`; null
   * where that is turned off. Writes it to the ticket's row while `seq` is its last event: a later event writes it itself.
   */
  planCompletion(request: CompletionRequest): Promise<Instant | null>;
}

/** What moving the deadlines after changes of the calendar asks of the world. */
export interface CalendarActivities {
  /** The number of the calendar's latest change. */
  calendarVersion(): Promise<number>;
  /**
   * Tells the next open tickets after this reference that the calendar touches. Done again it tells those that are still to move.
   * `next` is where to go on, null after the last; `left` counts those of which nothing shows yet that they moved.
   */
  moveBatch(request: { after: string }): Promise<{ next: string | null; left: number }>;
  /** Notes that no open ticket is left to move for the changes up to this one. */
  finishChanges(request: { upTo: number }): Promise<void>;
}
