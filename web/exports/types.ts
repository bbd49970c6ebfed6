/** What the templates of Unduhan are given. */

/** A list that is too long for a file made at once. */
export interface ExportOfferPage {
  title: string;
  /** The list's own address, with its filter. */
  back: string;
  format: string;
  /** "5.000". */
  most: string;
  fields: { name: string; value: string }[];
}

/** Unduhan: an account's exports, the newest first. */
export interface ExportListPage {
  rows: ExportShown[];
  /** Above the list: what could not be done. */
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
  /** "mengumpulkan 5.000 dari 12.000 tiket"; of a file its rows and size, until when it is kept, or why there is none. */
  detail: string;
  /** Percent that is done. */
  percent: number;
}
