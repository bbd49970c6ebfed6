/** What monitoring's templates are given. */
import type { Chart } from '../../monitoring/chart-parts.ts';
import type { TicketTable } from '../page/pages.ts';
import type { FieldErrors } from '../forms/types.ts';

/** A figure of monitoring; `href` leads to exactly the tickets that it counts. */
export interface MonitoringFigure {
  label: string;
  value: string;
  href: string;
}

/** A line of one of monitoring's tables; `href` leads one level down. */
export interface MonitoringRow {
  label: string;
  href: string | null;
  counts: MonitoringFigure[];
  measured: { label: string; value: string }[];
}

/** What is measured, above the columns of how: none where there is one way alone. */
export interface MeasureHead {
  what: string;
  ways: string[];
}

export interface CountTable {
  caption: string;
  /** Heading of the column of labels. */
  first: string;
  rows: MonitoringRow[];
  heads: MeasureHead[];
}

/** Pemantauan (specification.md 8). */
export interface MonitoringPage {
  name: string;
  unit: string;
  dari: string;
  sampai: string;
  errors: FieldErrors;
  /** One level up; null at the account's own. */
  above: string | null;
  period: string;
  before: string;
  open: MonitoringFigure[];
  ages: MonitoringFigure[];
  figures: { label: string; now: string; href: string | null; before: string; beforeHref: string | null }[];
  tables: { by: string; title: string; first: string; rows: MonitoringRow[] }[];
  measureHeads: MeasureHead[];
  weeks: MonitoringRow[];
  weekHeads: MeasureHead[];
  charts: { weeks: Chart; parts: Chart };
  files: { pdf: string; xlsx: string };
  /** The overdue ones in the Temporal UI. */
  workflows: string | null;
}

/** The tickets behind a figure. */
export interface MonitoredPage {
  title: string;
  name: string;
  /** Null for what is open now. */
  period: string | null;
  back: string;
  total: number;
  table: TicketTable;
  previous: string | null;
  next: string | null;
}
