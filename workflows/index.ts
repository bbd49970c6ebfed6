/** What the worker bundles. */
export { ticket } from './ticket.ts';
export { notifier } from './notifier.ts';
