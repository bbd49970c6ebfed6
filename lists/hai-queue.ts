import { firstYear } from '../domain/dates.ts';
import { referenceIn } from '../domain/reference.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { foldedPart } from './containing.ts';
import { countedTo } from './ticket-find.ts';
import { readTickets } from './ticket-rows.ts';
import type { ListedTicket } from './ticket-rows.ts';
import type { Looker } from './unread.ts';

/**
 * Tickets with HAI of all years, most urgent first, but before them the one whose reference was typed (specification.md 2).
 * `typed` finds units by name too.
 */
export function findQueue(
  prisma: PrismaClient,
  looker: Looker,
  typed: string,
  { skip, take }: { skip: number; take: number },
): Promise<ListedTicket[]> {
  const named = referenceIn(typed);
  const first = named === null ? Prisma.empty : Prisma.sql`ticket.reference <> ${named},`;
  const order = Prisma.sql`${first} due_at, reference`;
  const from = Prisma.sql`
    (SELECT * FROM ticket WHERE ${queued(typed)} ORDER BY ${order} LIMIT ${take} OFFSET ${skip}) AS ticket`;
  return readTickets(prisma, { from, order, looker });
}

/** Their number, counted up to 1,001. */
export async function countQueue(prisma: PrismaClient, typed: string): Promise<number> {
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM ticket WHERE ${queued(typed)} LIMIT ${countedTo + 1}) AS queue`;
  return rows[0]?.count ?? 0;
}

function queued(typed: string): Prisma.Sql {
  const escalated = Prisma.sql`status = 'ESCALATED'`;
  if (typed === '') return escalated;
  const years = Array.from({ length: new Date().getFullYear() + 2 - firstYear }, (_, on) => firstYear + on);
  return Prisma.sql`${escalated} AND (
    reference IN (
      SELECT reference FROM (
        SELECT reference, month, search FROM ticket_search WHERE search @@ (SELECT open_query(${years}::int[], 'HAI')) OFFSET 0) AS open
      JOIN month_queries(${years}::int[], '{"status": "ESCALATED"}', ${referenceIn(typed) ?? typed}, false) ON of_month = month AND search @@ query)
    OR handling_unit_id IN (SELECT id FROM unit WHERE name_folded LIKE ${foldedPart(typed)}))`;
}
