import { sees } from '../domain/roles.ts';
import type { Person } from '../domain/roles.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { rowColumns } from './ticket-rows.ts';
import type { ListedTicket } from './ticket-rows.ts';

export interface Wanted {
  where: Prisma.TicketWhereInput;
  order: Prisma.TicketOrderByWithRelationInput[];
  skip: number;
  take: number;
}

/** The account's tickets that match, in order. Who may see a ticket is the table that is read (spec.md section 1). */
export async function findTickets(
  prisma: PrismaClient,
  reader: Person,
  { where, order, skip, take }: Wanted,
): Promise<ListedTicket[]> {
  if (sees(reader) === 'all') {
    return prisma.ticket.findMany({ where, orderBy: order, skip, take, ...rowColumns });
  }
  const views = await prisma.ticketViewer.findMany({
    where: { unitId: reader.unitId, ticket: where },
    orderBy: order.map(byViewers),
    skip,
    take,
    include: { ticket: rowColumns },
  });
  return views.map((view) => view.ticket);
}

/** Only the references of `findTickets`. */
export async function findReferences(
  prisma: PrismaClient,
  reader: Person,
  { where, order, skip, take }: Wanted,
): Promise<string[]> {
  const found =
    sees(reader) === 'all'
      ? await prisma.ticket.findMany({ where, orderBy: order, skip, take, select: { reference: true } })
      : await prisma.ticketViewer.findMany({
          where: { unitId: reader.unitId, ticket: where },
          orderBy: order.map(byViewers),
          skip,
          take,
          select: { reference: true },
        });
  return found.map(({ reference }) => reference);
}

/** Counting stops here: a list of more says "1.000+". */
export const countedTo = 1000;

/** How many there are, counted to 1,001. */
export async function countTickets(
  prisma: PrismaClient,
  reader: Person,
  where: Prisma.TicketWhereInput,
): Promise<number> {
  const part = { select: { reference: true }, take: countedTo + 1 };
  const counted =
    sees(reader) === 'all'
      ? await prisma.ticket.findMany({ where, ...part })
      : await prisma.ticketViewer.findMany({ where: { unitId: reader.unitId, ticket: where }, ...part });
  return counted.length;
}

/** The viewers' table holds the default order itself, unit by unit; any other is its ticket's. */
function byViewers(
  order: Prisma.TicketOrderByWithRelationInput,
): Prisma.TicketViewerOrderByWithRelationInput {
  if (order.openedAt) return { openedAt: order.openedAt };
  if (order.reference) return { reference: order.reference };
  return { ticket: order };
}
