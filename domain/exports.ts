/** Lists as files (specification.md 7). */

export const exportFormats = ['pdf', 'xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** In the words of the buttons. */
export const formatLabels: Record<ExportFormat, string> = { pdf: 'PDF', xlsx: 'EXCEL', csv: 'CSV' };

/** Most rows of a file made during the download; longer ones are made in the background. */
export const mostRowsAtOnce = 5000;

/** Most rows of any file: an Excel sheet ends soon after, and nobody reads a longer PDF. */
export const mostRows: Record<ExportFormat, number> = { pdf: 100_000, xlsx: 1_000_000, csv: 1_000_000 };

/** Milliseconds for which a file is kept. */
export const keptFor = 7 * 24 * 3_600_000;

/** Most exports of one account that run at the same time. */
export const mostRunning = 2;
