/** Contents of a list's files: the filter's rows under a heading and a summary (specification.md 7). */

import type { ListName } from '../domain/lists.ts';
import type { TicketRow } from '../lists/ticket-rows.ts';

export interface Report {
  list: ListName;
  /** IANA zone of the reader. */
  zone: string;
  /** Lines below the title: unit, period, filter, when and by whom it was made. */
  heading: string[];
  summary: string[];
  /** Place, day and office above the signature that ends a PDF. */
  signature: string[];
  /** Number of rows to come, in batches. */
  total: number;
  rows: AsyncIterable<TicketRow[]>;
}
