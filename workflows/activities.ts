/** What a ticket's workflow asks of the world: the projection in PostgreSQL, and the calendar. */
import type { Deadline, Instant, TicketEvent, TicketInput, TicketState } from '../domain/ticket.ts';

/** The state without its thread: what the ticket's row shows. */
export type TicketSummary = Omit<TicketState, 'events'>;

export interface TicketActivities {
  /**
   * Sets the deadline by the calendar of now and writes the ticket with its first events in one transaction. Called again, it
   * changes nothing and gives the deadline that was written.
   */
  openTicket(request: { ticket: TicketInput; state: TicketState }): Promise<Deadline>;
  /** Writes events and the row that they lead to in one transaction; what is there already stays, and never goes backwards. */
  recordEvents(request: { ticket: TicketSummary; events: TicketEvent[] }): Promise<void>;
  /** When an escalation that HAI answered at `repliedAt` completes itself (spec.md section 5); null when that is turned off. */
  autoCompletionOf(request: { handlingUnitId: string; repliedAt: Instant }): Promise<Instant | null>;
}
