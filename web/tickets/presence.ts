/** Shows which colleagues of the same unit have a ticket open, across web processes, through PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { log } from '../../config/log.ts';
import type { WebContext } from '../context.ts';

/** Milliseconds without a renewal after which a page counts as closed; a stream renews every 20 seconds. */
const goneAfter = 50_000;

interface Presence {
  /** Shows that the page is still open. */
  renew(): Promise<void>;
  leave(): Promise<void>;
}

/** Shows that this account has the ticket open. A failure does not affect the stream. */
export async function enterTicket(c: WebContext, reference: string): Promise<Presence> {
  const { prisma } = c.get('services');
  const { tokenHash } = c.get('account');
  const stream = randomUUID();
  const quietly = (act: Promise<unknown>): Promise<void> =>
    act.then(
      () => undefined,
      (error: unknown) => log.debug({ err: error }, 'could not update who has a ticket open'),
    );
  const renew = () => {
    const row = { reference, tokenHash, seenAt: new Date() };
    return quietly(prisma.ticketOpen.upsert({ where: { stream }, create: { stream, ...row }, update: row }));
  };
  /** Reaches only this ticket's pages: without viewers, no list reacts. */
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

/** Milliseconds after a signature for which the officer counts as the session's user. */
const signedFor = 30 * 60_000;

/** The stored time of a signature may be this much too old, which saves a write for every act. */
const notedEvery = 60_000;

/** Remembers that this officer has signed in this session. */
export async function noteOfficer(c: WebContext, officerId: string): Promise<void> {
  const { tokenHash } = c.get('account');
  const now = new Date();
  await c.get('services').prisma.$executeRaw`
    UPDATE session SET officer_id = ${officerId}::uuid, signed_at = ${now}::timestamptz
    WHERE token_hash = ${tokenHash} AND (officer_id IS DISTINCT FROM ${officerId}::uuid
      OR signed_at < ${new Date(now.getTime() - notedEvery)}::timestamptz)`;
}

/**
 * Colleagues who have the ticket open, except this session: a recent signer, such as "CSO 1 Pekanbaru (kppn-008)",
 * otherwise the account. Another session of the same account is marked as such.
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
