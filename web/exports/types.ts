/** Data of the templates of Unduhan. */

/** A list that is too long for an immediate download. */
export interface ExportOfferPage {
  title: string;
  /** The list's address with its filter. */
  back: string;
  format: string;
  /** "5.000". */
  most: string;
  fields: { name: string; value: string }[];
}

/** Unduhan: an account's exports, newest first. */
export interface ExportListPage {
  rows: ExportShown[];
  /** An error message above the list. */
  message: string | null;
}

export interface ExportShown {
  id: string;
  title: string;
  format: string;
  filter: string;
  createdAt: string;
  state: 'running' | 'completed' | 'expired' | 'failed' | 'cancelled';
  stateLabel: string;
  /** "Mengumpulkan 5.000 dari 12.000 tiket."; for a file its rows, size and expiry, or why there is none. */
  detail: string;
  /** Percent done. */
  percent: number;
}
