/** From the outbox to the people: who is told is the domain's to say (domain/notices.ts). */
import { noticeOf, standingTo } from '../domain/notices.ts';
import type { NoticeKind } from '../domain/notices.ts';
import type { EventKind, Status } from '../domain/values.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { NoticeActivities } from '../workflows/notices.ts';

type Transaction = Prisma.TransactionClient;

/** Events at once: few enough for a short transaction. */
const batch = 50;

/** Makes the activity that empties the outbox, oldest first. */
export function createTell(prisma: PrismaClient): NoticeActivities['tell'] {
  return async () => {
    const told = await prisma.$transaction(async (tx) => {
      const waiting = await takeFromOutbox(tx);
      if (waiting.length > 0) await notify(tx, await eventsOf(tx, waiting));
      return waiting.length;
    });
    return told === batch;
  };
}

interface Waiting {
  id: bigint;
  reference: string;
  seq: number;
}

/** Another one that is at the same rows has them: they are gone with its commit, or there again after its end. */
const takeFromOutbox = (tx: Transaction): Promise<Waiting[]> => tx.$queryRaw<Waiting[]>`
  DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED)
  RETURNING id, reference, seq`;

const context = {
  ticket: {
    include: {
      handlingUnit: { select: { parentId: true } },
      events: { where: { seq: 2, key: null }, select: { kind: true } },
    },
  },
} satisfies Prisma.TicketEventInclude;

type Event = Prisma.TicketEventGetPayload<{ include: typeof context }>;

async function eventsOf(tx: Transaction, waiting: Waiting[]): Promise<Event[]> {
  const of = (reference: string, seq: number) => `${reference}/${seq}`;
  const order = new Map(waiting.map(({ id, reference, seq }) => [of(reference, seq), id]));
  const events = await tx.ticketEvent.findMany({
    where: { OR: waiting.map(({ reference, seq }) => ({ reference, seq })) },
    include: context,
  });
  const place = ({ reference, seq }: Event) => Number(order.get(of(reference, seq)));
  return events.toSorted((a, b) => place(a) - place(b));
}

async function notify(tx: Transaction, events: Event[]): Promise<void> {
  const accounts = await accountsFor(tx, events);
  const notices = events.flatMap((event) =>
    accounts.flatMap((account) => {
      const kind = toldTo(account, event);
      const { reference, seq } = event;
      return kind === null ? [] : [{ accountId: account.id, reference, seq, kind }];
    }),
  );
  await tx.notification.createMany({ data: notices, skipDuplicates: true });
  await announce(tx, [...new Set(notices.map(({ accountId }) => accountId))]);
}

type Account = Awaited<ReturnType<typeof accountsFor>>[number];

/** The accounts of all units that these events could concern. */
async function accountsFor(tx: Transaction, events: Event[]) {
  const ids = events.flatMap(({ ticket }) => [
    ticket.handlingUnitId,
    ...[ticket.satkerId, ticket.handlingUnit.parentId].filter((id) => id !== null),
  ]);
  const accounts = await tx.account.findMany({
    where: {
      disabledAt: null,
      OR: [{ unitId: { in: [...new Set(ids)] } }, { unit: { type: { in: ['HAI', 'KANTOR_PUSAT'] } } }],
    },
    include: { unit: { select: { type: true } } },
    orderBy: { username: 'asc' },
  });
  return accounts.map(({ unit, ...account }) => ({ ...account, unitType: unit.type }));
}

/** What this account is told of the event; nobody is told of the own act. */
function toldTo(account: Account, { kind, accountId, ticket }: Event): NoticeKind | null {
  if (account.id === accountId) return null;
  const { satkerId, handlingUnitId, handlingUnit } = ticket;
  const standing = standingTo(account, { satkerId, handlingUnitId, regionId: handlingUnit.parentId });
  return standing === null ? null : noticeOf(kind, opensAs(ticket.events[0]?.kind), standing);
}

/** A second event without a key belongs to the recording: the escalation of *Kirim ke HAI*, the answer of *Selesai*. */
function opensAs(second: EventKind | undefined): Status {
  if (second === 'ESCALATED') return 'ESCALATED';
  return second === 'ANSWERED' ? 'RESOLVED' : 'WAITING';
}

/** As many ids as a notification of PostgreSQL can hold. */
const idsAtOnce = 150;

/** Tells every web process, after the commit, whose bell changed. */
async function announce(tx: Transaction, accountIds: string[]): Promise<void> {
  for (let from = 0; from < accountIds.length; from += idsAtOnce) {
    const payload = JSON.stringify({ accounts: accountIds.slice(from, from + idsAtOnce) });
    await tx.$queryRaw`SELECT pg_notify('notice', ${payload})::text`;
  }
}
