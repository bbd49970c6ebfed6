import type { Paging, TicketTable } from '../page/pages.ts';

export interface HaiQueuePage {
  q: string;
  table: TicketTable;
  paging: Paging;
}
