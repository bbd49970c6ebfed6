/** The entry point of the worker's bundle. */
export { moveDeadlines } from './move-deadlines.ts';
export { sweep } from './sweep.ts';
export { ticket } from './ticket.ts';
export { notifier } from './notifier.ts';
export { mail } from './mail.ts';
export { webhook } from './webhook.ts';
export { exportReport } from './export-report.ts';
export { sweepExports } from './sweep-exports.ts';
