/** A repeated request gets its first outcome, whatever has changed since (contract.md: `permintaan`). */
import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { storable } from '../../domain/texts.ts';
import type { DoneRequest, Prisma } from '../../prisma/generated/client.ts';
import type { Fields, Web, WebContext } from '../context.ts';
import { isSecret, readForm, shortKey } from './forms.ts';

/**
 * Answers a request by its first outcome if there is one, otherwise makes the attempt. Of two simultaneous copies,
 * one may find its files taken or the ticket moved on by the other, so a refusal counts only if there is still no
 * outcome.
 * @param attempt returns the refusal; null if it succeeded
 */
export async function answeredOnce<Outcome>(
  first: () => Promise<Outcome | null>,
  lead: (outcome: Outcome) => Response | Promise<Response>,
  attempt: () => Promise<Response | null>,
): Promise<Response> {
  const before = await first();
  if (before !== null) return lead(before);
  const refusal = await attempt();
  const outcome = await first();
  if (outcome !== null) return lead(outcome);
  if (refusal !== null) return refusal;
  throw new Error('the act succeeded but left no outcome');
}

/** A repeated request with a changed text: it is not recorded, and the user must learn so. */
export class ChangedSinceDone extends Error {
  override name = 'ChangedSinceDone';
  /** The address that the first request led to. */
  readonly location: string;

  constructor(location: string) {
    super('the text changed under a used key');
    this.location = location;
  }
}

/** For routes that act through `once`: redirects a repeated request to its first outcome. */
export const leadRepeated = createMiddleware<Web>(async (c, next) => {
  const done = await firstOutcome(c, await readForm(c));
  if (done !== null) return c.redirect(done, 303);
  await next();
});

/** The first outcome of this request; null for a new one, or one without a key. @throws ChangedSinceDone */
async function firstOutcome(c: WebContext, fields: Fields): Promise<string | null> {
  if (!fields['permintaan']) return null;
  const { prisma } = c.get('services');
  const done = await prisma.doneRequest.findUnique({
    where: { accountId_path_requestKey: keyOf(c, fields['permintaan']) },
  });
  return done && locationOf(done, fields);
}

function locationOf({ digest, location }: DoneRequest, fields: Fields): string {
  if (digest !== digestOf(fields)) throw new ChangedSinceDone(location);
  return location;
}

/** Fields that pages and scripts add. */
const untyped = /^(permintaan|lampiranId|salinan|cari.*)$/;

function digestOf(fields: Fields): string {
  const typed = Object.entries(fields).filter(
    ([name, text]) => text !== '' && !isSecret(name) && !untyped.test(name),
  );
  return createHash('sha256').update(JSON.stringify(typed.sort())).digest('hex');
}

/**
 * Performs the act and stores its outcome in one transaction. Of two simultaneous copies, the second gets the first
 * one's outcome. A refused act stores nothing, so the corrected form is a new attempt.
 * @returns the address that the act leads to
 * @throws ChangedSinceDone
 */
export async function once(
  c: WebContext,
  fields: Fields,
  act: (tx: Prisma.TransactionClient) => Promise<string>,
  patience: { timeout?: number } = {},
): Promise<string> {
  const { prisma } = c.get('services');
  const given = fields['permintaan'];
  if (!given) return prisma.$transaction(act, patience);
  const { accountId, path, requestKey } = keyOf(c, given);
  const attempt = async (tx: Prisma.TransactionClient): Promise<string> => {
    // Waits for another transaction with the same request.
    const taken = await tx.$executeRaw`
      INSERT INTO done_request (account_id, path, request_key, location, digest)
      VALUES (${accountId}::uuid, ${path}, ${requestKey}, '', ${digestOf(fields)}) ON CONFLICT DO NOTHING`;
    const where = { accountId_path_requestKey: { accountId, path, requestKey } };
    if (taken === 0) return locationOf(await tx.doneRequest.findUniqueOrThrow({ where }), fields);
    const location = await act(tx);
    await tx.doneRequest.update({ where, data: { location } });
    const createdAt = { lt: new Date(Date.now() - keptFor) };
    await tx.doneRequest.deleteMany({ where: { accountId, createdAt } });
    return location;
  };
  return prisma.$transaction(attempt, patience);
}

const keptFor = 7 * 24 * 60 * 60_000;

const keyOf = (c: WebContext, given: string) => ({
  accountId: c.get('account').id,
  path: storable(c.req.path),
  requestKey: shortKey(given),
});
