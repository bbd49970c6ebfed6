/** Data of monitoring's templates. */
import type { Chart } from '../../monitoring/chart-parts.ts';
import type { Definition } from '../../monitoring/measures.ts';
import type { TicketTable } from '../page/pages.ts';
import type { FieldErrors } from '../forms/types.ts';

/** A figure; `href` leads to exactly the tickets it counts. */
export interface MonitoringFigure {
  label: string;
  value: string;
  href: string;
}

/** A row of a table; `href` leads one level down. */
export interface MonitoringRow {
  label: string;
  href: string | null;
  counts: MonitoringFigure[];
  measured: { label: string; value: string }[];
}

/** What is measured, above the ways to measure it; no columns if there is only one way. */
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
  /** One level up; null at the account's own scope. */
  above: string | null;
  period: string;
  before: string;
  open: MonitoringFigure[];
  ages: MonitoringFigure[];
  figures: { label: string; now: string; href: string | null; before: string; beforeHref: string | null }[];
  tables: { by: string; title: string; first: string; rows: MonitoringRow[] }[];
  measureHeads: MeasureHead[];
  /** By the week of the recording, and by that of the resolution. */
  weeks: { title: string; rows: MonitoringRow[] }[];
  weekHeads: MeasureHead[];
  definitions: Record<'open' | 'period', Definition[]>;
  charts: { weeks: Chart; parts: Chart };
  files: { pdf: string; xlsx: string };
  /** The overdue tickets in the Temporal UI. */
  workflows: string | null;
}

/** The tickets behind a figure. */
export interface MonitoredPage {
  title: string;
  name: string;
  /** "direkam 1 Juni 2026 s.d. 7 Juni 2026"; null for tickets that are open now. */
  period: string | null;
  back: string;
  total: number;
  table: TicketTable;
  previous: string | null;
  next: string | null;
}
