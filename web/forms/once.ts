/** A repeated request gets its first outcome, whatever has changed since (contract.md: `permintaan`). */
import { storable } from '../../domain/texts.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Fields, WebContext } from '../context.ts';
import { shortKey } from './forms.ts';

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

/** The first outcome of this request; null for a new one, or one without a key. */
export async function firstOutcome(c: WebContext, fields: Fields): Promise<string | null> {
  if (!fields['permintaan']) return null;
  const { prisma } = c.get('services');
  const done = await prisma.doneRequest.findUnique({
    where: { accountId_path_requestKey: keyOf(c, fields['permintaan']) },
  });
  return done?.location ?? null;
}

/**
 * Performs the act and stores its outcome in one transaction. Of two simultaneous copies, the second gets the first
 * one's outcome. A refused act stores nothing, so the corrected form is a new attempt.
 * @returns the address that the act leads to
 */
export async function once(
  c: WebContext,
  fields: Fields,
  act: (tx: Prisma.TransactionClient) => Promise<string>,
): Promise<string> {
  const { prisma } = c.get('services');
  const given = fields['permintaan'];
  if (!given) return prisma.$transaction(act);
  const { accountId, path, requestKey } = keyOf(c, given);
  return prisma.$transaction(async (tx) => {
    // Waits for another transaction with the same request.
    const taken = await tx.$executeRaw`
      INSERT INTO done_request (account_id, path, request_key, location)
      VALUES (${accountId}::uuid, ${path}, ${requestKey}, '') ON CONFLICT DO NOTHING`;
    const where = { accountId_path_requestKey: { accountId, path, requestKey } };
    if (taken === 0) return (await tx.doneRequest.findUniqueOrThrow({ where })).location;
    const location = await act(tx);
    await tx.doneRequest.update({ where, data: { location } });
    const createdAt = { lt: new Date(Date.now() - keptFor) };
    await tx.doneRequest.deleteMany({ where: { accountId, createdAt } });
    return location;
  });
}

const keptFor = 7 * 24 * 60 * 60_000;

const keyOf = (c: WebContext, given: string) => ({
  accountId: c.get('account').id,
  path: storable(c.req.path),
  requestKey: shortKey(given),
});
