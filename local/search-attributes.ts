/** What a ticket's workflow can be found by in the Temporal UI, with the names that Temporal's command line gives the types. */
export const SEARCH_ATTRIBUTES = {
  TicketUnit: 'Keyword',
  TicketStatus: 'Keyword',
  TicketDueAt: 'Datetime',
  TicketBreached: 'Bool',
  TicketSeq: 'Int',
} as const;
