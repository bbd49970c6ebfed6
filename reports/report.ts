/** Contents of a list's files: the filter's rows under a heading and a summary (specification.md 7). */

import type { ListName } from '../domain/lists.ts';

export interface Report {
  list: ListName;
  /** IANA zone of the reader. */
  zone: string;
  /** Lines below the title: unit, period, filter, when and by whom it was made. */
  heading: string[];
  summary: string[];
  /** Number of rows to come, in batches. */
  total: number;
  rows: AsyncIterable<ReportRow[]>;
}

/** One ticket as plain JSON, so that parts of a long file can be stored; instants are epoch milliseconds. */
export interface ReportRow {
  no: number;
  reference: string;
  subject: string;
  agency: string;
  askerType: string;
  name: string;
  email: string;
  openedAt: number;
  method: string;
  officer: string | null;
  statusLabel: string;
  dueAt: number;
  /** "sisa 2 hari 3 jam"; "-" once resolved. */
  sla: string;
  /** "1 hari 2 jam, tepat waktu"; empty while open. */
  resolution: string;
  /** Working minutes; null while open, as `onTime` is. */
  resolutionMinutes: number | null;
  onTime: boolean | null;
}

/** With Waktu SLA and Lama penyelesaian. */
export const hasTimes = ({ list }: Report): boolean => list === 'laporan';
