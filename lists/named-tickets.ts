import type { PrismaClient } from '../prisma/generated/client.ts';
import { listedTicket, rowColumns } from './ticket-rows.ts';
import type { ListedRow, ListedTicket } from './ticket-rows.ts';
import { joinUnread } from './unread.ts';
import type { Looker } from './unread.ts';

/** These tickets in this order, as rows of a list. The caller has checked that `looker` may see them. */
export async function namedTickets(
  prisma: PrismaClient,
  looker: Looker,
  references: string[],
): Promise<ListedTicket[]> {
  const rows = await prisma.$queryRaw<ListedRow[]>`
    SELECT ${rowColumns}, unread
    FROM unnest(${references}::text[]) WITH ORDINALITY AS named (reference, place) JOIN ticket USING (reference)
      JOIN unit ON unit.id = handling_unit_id ${joinUnread(looker)}
    ORDER BY place`;
  return rows.map(listedTicket);
}
