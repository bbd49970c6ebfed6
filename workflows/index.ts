/** What the worker bundles. */
export { moveDeadlines } from './move-deadlines.ts';
export { sweep } from './sweep.ts';
export { ticket } from './ticket.ts';
export { notifier } from './notifier.ts';
export { mail } from './mail.ts';
export { webhook } from './webhook.ts';
