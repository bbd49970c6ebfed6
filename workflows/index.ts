/** What the worker bundles. */
export { ticket } from './ticket.ts';
