/** What the workflows of background exports are called and ask of the world. Their histories hold ids and numbers alone. */
import type { ExportFormat } from '../domain/exports.ts';
import type { ListName } from '../domain/lists.ts';

export const exportWorkflow = 'exportReport';
export const sweepWorkflow = 'sweepExports';

/** The workflow of an export, from the export's id. */
export const exportWorkflowId = (id: string): string => `unduhan-${id}`;

export interface ExportOrder {
  /** Of the row in PostgreSQL, which holds all else. */
  id: string;
  list: ListName;
  format: ExportFormat;
}

export interface Chosen {
  rows: number;
  parts: number;
}

/** The failure types after which no other try is made: its account may no longer have it, or it was cancelled in PostgreSQL. */
export const notAllowed = 'NotAllowed';
export const notWanted = 'NotWanted';

export interface ExportActivities {
  /** Settles which tickets are in it, in order, in numbered parts. Called again, it gives what the first try wrote. */
  chooseRows(request: { id: string }): Promise<Chosen>;
  /** Puts the rows of one part into storage; a part that is there stays. */
  collectRows(request: { id: string; part: number }): Promise<void>;
  /** Makes the file from its parts and removes them. */
  writeFile(request: { id: string }): Promise<void>;
  /** Ends an export without a file, unless it has ended, and removes what was made of it. */
  giveUp(request: { id: string; outcome: 'CANCELLED' | 'FAILED'; reason: string | null }): Promise<void>;
  /** Removes exports whose week is over, and those that nothing works on any more. */
  sweepExports(): Promise<void>;
}
