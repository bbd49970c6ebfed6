import type { TicketRow } from '../../lists/ticket-rows.ts';
import type { Paging } from '../page/pages.ts';

export interface HaiQueuePage {
  q: string;
  rows: (TicketRow & { unit: string; dueAt: string; replied: boolean })[];
  paging: Paging;
}
