/** Who else has a ticket open: told to colleagues of the unit alone, across web processes, by way of PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { log } from '../config/log.ts';
import type { Account, WebContext } from './context.ts';

/** Milliseconds after which a page that gave no sign of life counts as closed; a stream gives one every 20 seconds. */
const goneAfter = 50_000;

export interface Presence {
  /** A sign of life. */
  renew(): Promise<void>;
  leave(): Promise<void>;
}

/** Begins to be seen at a ticket. Whether it is told or not, the stream goes on. */
export async function enterTicket(c: WebContext, reference: string): Promise<Presence> {
  const { prisma } = c.get('services');
  const { displayName: name, tokenHash, unitId } = c.get('account');
  const stream = randomUUID();
  const quietly = (act: Promise<unknown>): Promise<void> =>
    act.then(
      () => undefined,
      (error: unknown) => log.debug({ err: error }, 'who has a ticket open could not be told'),
    );
  const renew = () => {
    const row = { reference, unitId, tokenHash, name, seenAt: new Date() };
    return quietly(prisma.ticketOpen.upsert({ where: { stream }, create: { stream, ...row }, update: row }));
  };
  /** To this ticket's pages alone: no viewer means no list. */
  const tell = () => {
    const payload = JSON.stringify({ reference, viewers: [] });
    return quietly(prisma.$queryRaw`SELECT pg_notify('ticket', ${payload})::text`);
  };
  await renew();
  await tell();
  return {
    renew,
    async leave() {
      const closed = { OR: [{ stream }, { seenAt: { lt: new Date(Date.now() - 2 * goneAfter) } }] };
      await quietly(prisma.ticketOpen.deleteMany({ where: closed }));
      await tell();
    },
  };
}

/** Names of colleagues who have it open, without this session's own pages; somebody else under the same account is told apart. */
export async function othersAt(c: WebContext, reference: string): Promise<string[]> {
  const { unitId, tokenHash, displayName }: Account = c.get('account');
  const open = await c.get('services').prisma.ticketOpen.findMany({
    where: {
      reference,
      unitId,
      tokenHash: { not: tokenHash },
      seenAt: { gt: new Date(Date.now() - goneAfter) },
    },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  const names = open.map(({ name }) => (name === displayName ? `${name} (sesi lain)` : name));
  return [...new Set(names)];
}
