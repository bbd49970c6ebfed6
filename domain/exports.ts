/** Lists that leave as files (specification.md 7). */

export const exportFormats = ['pdf', 'xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** As the buttons call them. */
export const formatLabels: Record<ExportFormat, string> = { pdf: 'PDF', xlsx: 'EXCEL', csv: 'CSV' };

/** Rows of a file that is made at once; a longer one is made in the background. */
export const mostRowsAtOnce = 5000;

/** Rows of any file: a sheet of Excel ends soon after, and a PDF of more is read by nobody. */
export const mostRows: Record<ExportFormat, number> = { pdf: 100_000, xlsx: 1_000_000, csv: 1_000_000 };

/** Milliseconds that a file is kept. */
export const keptFor = 7 * 24 * 3_600_000;

/** Exports of one account that are made at the same time. */
export const mostRunning = 2;
