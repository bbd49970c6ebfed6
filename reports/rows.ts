/** Reads the rows of a report from PostgreSQL in batches. */
import type { Person } from '../domain/roles.ts';
import { calendars } from '../calendar/tables.ts';
import { namedTickets } from '../lists/named-tickets.ts';
import { rowMaker } from '../lists/ticket-rows.ts';
import type { TicketRow } from '../lists/ticket-rows.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

/** Rows in one statement. */
const batchSize = 500;

type ReadRows = (references: string[], first: number) => Promise<TicketRow[]>;

/**
 * Reads tickets as a report shows them at the instant `at`: those of the given references that the reader may see, in
 * the given order, numbered from `first`. One reader of rows serves a whole report.
 */
export async function rowReader(prisma: PrismaClient, reader: Person, at: Date): Promise<ReadRows> {
  const rowsOf = rowMaker(await calendars(prisma), at);
  return async (references, first) => rowsOf(await namedTickets(prisma, reader, references), first);
}

/** Batches of references, one statement each; reads the next while the last is written. */
export async function* rowsInBatches(
  read: ReadRows,
  references: string[],
  first = 1,
): AsyncGenerator<TicketRow[]> {
  const readFrom = (from: number): Promise<TicketRow[]> =>
    read(references.slice(from, from + batchSize), first + from);
  let next = readFrom(0);
  for (let from = 0; from < references.length; from += batchSize) {
    const rows = await next;
    if (from + batchSize < references.length) {
      next = readFrom(from + batchSize);
      // The next round awaits it; this avoids an unhandled rejection until then.
      next.catch(() => undefined);
    }
    yield rows;
  }
}
