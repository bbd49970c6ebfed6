/** What an account has seen of a ticket; lists mark the rest as new (docs/decisions/0020). */
import { log } from '../../config/log.ts';
import { joinUnread } from '../../lists/unread.ts';
import type { WebContext } from '../context.ts';
import type { ShownTicket } from './visible.ts';

/**
 * Notes that the page has shown the ticket's thread, and updates this account's lists if they marked it as new.
 * Writes nothing if the page had shown as much before. A failure does not affect the page.
 */
export async function noteLook(c: WebContext, { reference, events }: ShownTicket): Promise<void> {
  // Nobody sees a page that the browser prefetches.
  if (c.req.header('sec-purpose')?.includes('prefetch')) return;
  const account = c.get('account');
  const seq = events.at(-1)?.seq ?? 0;
  try {
    await c.get('services').prisma.$queryRaw`
      WITH news AS (
        SELECT reference, unread FROM ticket ${joinUnread(account)}
        WHERE reference = ${reference} AND coalesce(looked, 0) < ${seq}),
      shown AS (
        INSERT INTO ticket_look AS known (account_id, reference, seq, looked_at)
        SELECT ${account.id}::uuid, reference, ${seq}, now() FROM news
        ON CONFLICT (account_id, reference) DO UPDATE
          SET seq = excluded.seq, looked_at = excluded.looked_at WHERE known.seq < excluded.seq)
      SELECT pg_notify('look', ${JSON.stringify({ accounts: [account.id] })})::text FROM news WHERE unread`;
  } catch (error) {
    log.warn({ err: error }, 'could not note what was seen of a ticket');
  }
}
