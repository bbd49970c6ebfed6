import { sees } from '../domain/roles.ts';
import type { Person } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { readTickets } from './ticket-rows.ts';
import type { ListedTicket } from './ticket-rows.ts';
import type { Looker } from './unread.ts';

/** These tickets in this order, without those that the reader may not see (specification.md 1). */
export async function namedTickets(
  prisma: PrismaClient,
  reader: Person,
  references: string[],
  looker?: Looker,
): Promise<ListedTicket[]> {
  if (sees(reader) === 'none') return [];
  const seen =
    sees(reader) === 'all'
      ? Prisma.empty
      : Prisma.sql`JOIN ticket_viewer AS viewer ON viewer.reference = ticket.reference AND viewer.unit_id = ${reader.unitId}`;
  const from = Prisma.sql`
    unnest(${references}::text[]) WITH ORDINALITY AS named (reference, place)
    JOIN ticket ON ticket.reference = named.reference ${seen}`;
  return readTickets(prisma, { from, order: Prisma.sql`place`, looker });
}
