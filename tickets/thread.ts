import { refusalOf } from '../domain/transition.ts';
import type { CommandKind } from '../domain/moves.ts';
import type { Refusal } from '../domain/transition.ts';
import type { TicketEvent } from '../domain/ticket.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';

/** A ticket's events as its workflow holds them, from the database. */
export async function threadOf(prisma: PrismaClient, reference: string): Promise<TicketEvent[]> {
  const rows = await prisma.ticketEvent.findMany({
    where: { reference },
    orderBy: { seq: 'asc' },
    include: withFiles,
  });
  return rows.map(eventOf);
}

const withFiles = {
  attachments: { select: { id: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.TicketEventInclude;

type EventRow = Prisma.TicketEventGetPayload<{ include: typeof withFiles }>;

function eventOf(row: EventRow): TicketEvent {
  const { seq, kind, at, key, author, unitId, accountId, officerId, body, moved } = row;
  const attachments = row.attachments.map(({ id }) => id);
  return {
    seq,
    kind,
    at: at.toISOString(),
    key,
    author: { name: author, unitId, accountId, officerId },
    body,
    ...(moved === null ? {} : { moved: moved as unknown as NonNullable<TicketEvent['moved']> }),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

/** The event of a request that was applied before, however long ago. */
export const eventWithKey = (prisma: PrismaClient, reference: string, key: string) =>
  prisma.ticketEvent.findUnique({ where: { reference_key: { reference, key } } });

/**
 * Applies a request unless it was applied before. Temporal forgets outcomes and a ticket moves on, so a repeated
 * request may fail; the thread still has its outcome.
 */
export async function appliedOnce(
  prisma: PrismaClient,
  { reference, key }: { reference: string; key: string },
  apply: () => Promise<unknown>,
): Promise<void> {
  try {
    await apply();
  } catch (error) {
    if (!(await eventWithKey(prisma, reference, key))) throw error;
  }
}

/** Why the ticket's row forbids the act; null if it would be allowed, or there is no ticket. */
export async function recordedRefusal(
  prisma: PrismaClient,
  reference: string,
  kind: CommandKind,
): Promise<Refusal | null> {
  const ticket = await prisma.ticket.findUnique({
    where: { reference },
    select: { status: true, haiRepliedAt: true },
  });
  if (!ticket) return null;
  const events = await threadOf(prisma, reference);
  return refusalOf({ ...ticket, events }, kind);
}
