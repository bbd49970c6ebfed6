/** Who else has a ticket open: told to colleagues of the unit alone, across web processes, by way of PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { log } from '../../config/log.ts';
import type { WebContext } from '../context.ts';

/** Milliseconds after which a page that gave no sign of life counts as closed; a stream gives one every 20 seconds. */
const goneAfter = 50_000;

interface Presence {
  /** A sign of life. */
  renew(): Promise<void>;
  leave(): Promise<void>;
}

/** Begins to be seen at a ticket. Whether it is told or not, the stream goes on. */
export async function enterTicket(c: WebContext, reference: string): Promise<Presence> {
  const { prisma } = c.get('services');
  const { tokenHash } = c.get('account');
  const stream = randomUUID();
  const quietly = (act: Promise<unknown>): Promise<void> =>
    act.then(
      () => undefined,
      (error: unknown) => log.debug({ err: error }, 'who has a ticket open could not be told'),
    );
  const renew = () => {
    const row = { reference, tokenHash, seenAt: new Date() };
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

/** Milliseconds for which the officer who signed last is taken to be the one at this session. */
const signedFor = 30 * 60_000;

/** How much later than the signature the database may say it was: spares a write for every act. */
const notedEvery = 60_000;

/** Remembers that this officer has just signed in this session. */
export async function noteOfficer(c: WebContext, officerId: string): Promise<void> {
  const { tokenHash } = c.get('account');
  const now = new Date();
  await c.get('services').prisma.$executeRaw`
    UPDATE session SET officer_id = ${officerId}::uuid, signed_at = ${now}::timestamptz
    WHERE token_hash = ${tokenHash} AND (officer_id IS DISTINCT FROM ${officerId}::uuid
      OR signed_at < ${new Date(now.getTime() - notedEvery)}::timestamptz)`;
}

/**
 * Colleagues who have it open, without this session's own pages: the officer where one signed lately, as in "CSO 1 Pekanbaru
 * (kppn-008)", else the account; somebody else under the same account is told apart.
 */
export async function othersAt(c: WebContext, reference: string): Promise<string[]> {
  const { id, unitId, tokenHash } = c.get('account');
  const now = Date.now();
  const open = await c.get('services').prisma.$queryRaw<
    { accountId: string; username: string; name: string; officer: string | null }[]
  >`
    SELECT account.id AS "accountId", username::text, display_name AS name, officer.name AS officer
    FROM ticket_open JOIN session USING (token_hash) JOIN account ON account.id = account_id
      LEFT JOIN officer ON officer.id = officer_id AND officer.unit_id = account.unit_id AND officer.disabled_at IS NULL
        AND signed_at > ${new Date(now - signedFor)}::timestamptz
    WHERE reference = ${reference} AND token_hash <> ${tokenHash} AND account.unit_id = ${unitId}
      AND seen_at > ${new Date(now - goneAfter)}::timestamptz
    ORDER BY officer.name, display_name`;
  const names = open.map(({ accountId, username, name, officer }) => {
    if (officer !== null) return `${officer} (${username})`;
    return accountId === id ? `${name} (sesi lain)` : name;
  });
  return [...new Set(names)];
}
