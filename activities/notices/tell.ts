/** Turns the outbox into notifications; domain/notices.ts decides who gets them. */
import { noticeOf, standingTo } from '../../domain/notices.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import type { Outgoing } from '../../mail/outgoing.ts';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Step } from './notify.ts';
import { writeMails } from './tell-mails.ts';
import type { Informed } from './tell-mails.ts';
import { opensAs, told } from './told.ts';
import type { ToldEvent } from './told.ts';

type Transaction = Prisma.TransactionClient;

/** Events at once: few enough for a short transaction. */
const batch = 50;

/** Turns the oldest events of the outbox into notifications, mails and calls, in one transaction. */
export function createTell(prisma: PrismaClient, outgoing: Outgoing): Step {
  return async () => {
    const waiting = await prisma.outbox.findMany({ orderBy: { id: 'asc' }, take: batch });
    if (waiting.length === 0) return false;
    const events = await told(prisma, waiting);
    const informed = await informedOf(prisma, events);
    await prisma.$transaction(async (tx) => {
      const mine = await takeFromOutbox(tx, waiting);
      await notify(
        tx,
        informed.filter(({ event }) => mine.has(nameOf(event))),
        outgoing,
      );
    });
    return waiting.length === batch;
  };
}

const nameOf = ({ reference, seq }: { reference: string; seq: number }): string => `${reference}/${seq}`;

/** Those still in the outbox; others were handled by another run, or are back after its failure. */
async function takeFromOutbox(tx: Transaction, waiting: { id: bigint }[]): Promise<Set<string>> {
  const taken = await tx.$queryRaw<{ reference: string; seq: number }[]>`
    DELETE FROM outbox WHERE id = ANY(${waiting.map(({ id }) => id)}::bigint[]) RETURNING reference, seq`;
  return new Set(taken.map(nameOf));
}

type Informing = { event: ToldEvent; accounts: Informed[] };

/** The accounts to notify of each event, and the kind. */
async function informedOf(prisma: PrismaClient, events: ToldEvent[]): Promise<Informing[]> {
  const accounts = await accountsFor(prisma, events);
  return events.map((event) => ({
    event,
    accounts: accounts.flatMap((account) => {
      const kind = toldTo(account, event);
      return kind === null ? [] : [{ ...account, kind }];
    }),
  }));
}

async function notify(tx: Transaction, informed: Informing[], outgoing: Outgoing): Promise<void> {
  const data = informed.flatMap(({ event: { reference, seq }, accounts }) =>
    accounts.map(({ id: accountId, kind }) => ({ accountId, reference, seq, kind })),
  );
  await tx.notification.createMany({ data, skipDuplicates: true });
  await writeMails(tx, informed, outgoing);
  if (outgoing.webhook !== null)
    await tx.webhookCall.createMany({ data: callsOf(informed), skipDuplicates: true });
  await announce(tx, [...new Set(data.map(({ accountId }) => accountId))]);
}

const callsOf = (informed: Informing[]) =>
  informed
    .filter(({ event }) => event.kind === 'ESCALATED')
    .map(({ event: { reference, seq } }) => ({ reference, seq }));

type Account = Awaited<ReturnType<typeof accountsFor>>[number];

/** Accounts of all units that these events may concern. */
async function accountsFor(prisma: PrismaClient, events: ToldEvent[]) {
  const ids = events.flatMap(({ handlingUnitId, satkerId, regionId }) =>
    [handlingUnitId, satkerId, regionId].filter((id) => id !== null),
  );
  const accounts = await prisma.account.findMany({
    where: {
      disabledAt: null,
      OR: [{ unitId: { in: [...new Set(ids)] } }, { unit: { type: { in: ['HAI', 'KANTOR_PUSAT'] } } }],
    },
    include: { unit: { select: { type: true } } },
    orderBy: { username: 'asc' },
  });
  return accounts.map(({ unit, ...account }) => ({ ...account, unitType: unit.type }));
}

/** The notification that this account gets for the event; nobody is notified of their own act. */
function toldTo(account: Account, event: ToldEvent): NoticeKind | null {
  if (account.id === event.accountId) return null;
  const standing = standingTo(account, event);
  return standing === null ? null : noticeOf(event.kind, opensAs(event.openedWith), standing);
}

/** As many ids as fit into a PostgreSQL notification. */
const idsAtOnce = 150;

/** Notifies every web process, on commit, whose bell changed. */
async function announce(tx: Transaction, accountIds: string[]): Promise<void> {
  for (let from = 0; from < accountIds.length; from += idsAtOnce) {
    const payload = JSON.stringify({ accounts: accountIds.slice(from, from + idsAtOnce) });
    await tx.$queryRaw`SELECT pg_notify('notice', ${payload})::text`;
  }
}
