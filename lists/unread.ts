/** What is new to an account in a ticket (docs/decisions/0020). */
import { standingOf } from '../domain/notices.ts';
import type { Person } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';

/** The account that reads. Events before `unreadFrom` are not new to it. */
export interface Looker extends Person {
  id: string;
  unreadFrom: Date;
}

/** Milliseconds after which an unseen event no longer counts as new. */
export const newFor = 90 * 86_400_000;

/**
 * Joins to a table `ticket` in a FROM and adds `unread`, whether somebody else did something that no page has shown
 * to this account yet, and `looked`, the last event shown, or null. Reads by primary keys, a row at a time.
 */
export function joinUnread(looker: Looker): Prisma.Sql {
  const since = new Date(Math.max(looker.unreadFrom.getTime(), Date.now() - newFor));
  const account = Prisma.sql`${looker.id}::uuid`;
  return Prisma.sql`
    LEFT JOIN LATERAL (
      SELECT seq AS looked FROM ticket_look AS look
      WHERE look.account_id = ${account} AND look.reference = ticket.reference) AS look ON true
    CROSS JOIN LATERAL (
      SELECT ticket.seq > coalesce(looked, 0) AND (looked IS NOT NULL OR ${concerns(looker)})
        AND coalesce(ticket.resolved_at, 'infinity') > ${since}::timestamptz
        AND EXISTS (SELECT FROM ticket_event AS event
          WHERE event.reference = ticket.reference AND event.seq > coalesce(looked, 0)
            AND event.at > ${since}::timestamptz AND event.account_id IS DISTINCT FROM ${account}) AS unread) AS news`;
}

/** Whether an unopened ticket may be new to the account: one that it asked or acts on, not one that it only watches. */
function concerns({ unitId, ...person }: Looker): Prisma.Sql {
  switch (standingOf({ unitId, ...person })) {
    case 'ASKER':
      return Prisma.sql`ticket.satker_id = ${unitId}`;
    case 'HANDLER':
      return Prisma.sql`ticket.handling_unit_id = ${unitId}`;
    case 'HAI':
      return Prisma.sql`true`;
    case 'SUPERVISOR':
    case 'KANTOR_PUSAT':
    case null:
      return Prisma.sql`false`;
  }
}
