/** Names and activities of the workflows of background exports. Their histories hold only ids and numbers. */
import type { ExportFormat } from '../domain/exports.ts';
import type { ListName } from '../domain/lists.ts';

export const exportWorkflow = 'exportReport';
export const sweepWorkflow = 'sweepExports';

/** The workflow id of an export. */
export const exportWorkflowId = (id: string): string => `unduhan-${id}`;

export interface ExportOrder {
  /** Of the row in PostgreSQL, which holds everything else. */
  id: string;
  list: ListName;
  format: ExportFormat;
}

export interface Chosen {
  rows: number;
  parts: number;
}

/** Failure types that end an export at once: its account may no longer have it, or it was cancelled in PostgreSQL. */
export const notAllowed = 'NotAllowed';
export const notWanted = 'NotWanted';

export interface ExportActivities {
  /** Chooses its tickets and their order, in numbered parts. A repeated call returns what the first one wrote. */
  chooseRows(request: { id: string }): Promise<Chosen>;
  /** Stores the rows of one part, unless they are stored already. */
  collectRows(request: { id: string; part: number }): Promise<void>;
  /** Makes the file from its parts and removes them. */
  writeFile(request: { id: string }): Promise<void>;
  /** Ends an export without a file, unless it has ended, and removes its parts. */
  giveUp(request: { id: string; outcome: 'CANCELLED' | 'FAILED'; reason: string | null }): Promise<void>;
  /** Removes exports older than a week, and abandoned ones. */
  sweepExports(): Promise<void>;
}
