/**
 * Seals Temporal's page tokens. Temporal continues wherever a token says, whatever workflow the request names, and
 * anybody can forge one, so a token is valid only in the session and for the ticket or query it was issued for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebContext } from '../context.ts';
import { notFound } from '../http/problems.ts';

/** Seals the token for `thing`, a ticket's reference or a list's query; an empty token (last page) stays empty. */
export async function sealed(c: WebContext, thing: string, token = ''): Promise<string> {
  return token === '' ? '' : `${token}.${await sealOf(c, thing, token)}`;
}

/** Opens a token sealed for `thing`. @throws Problem 404 for any other */
export async function unsealed(c: WebContext, thing: string, given = ''): Promise<string> {
  if (given === '') return '';
  const [token = '', seal = ''] = given.split('.', 2);
  const own = Buffer.from(await sealOf(c, thing, token));
  const shown = Buffer.from(seal);
  if (own.length !== shown.length || !timingSafeEqual(own, shown)) throw notFound();
  return token;
}

async function sealOf(c: WebContext, thing: string, token: string): Promise<string> {
  const { tokenHash } = c.get('account');
  const where = { tokenHash };
  const session = await c.get('services').prisma.session.findUnique({ where, select: { seal: true } });
  if (!session) throw notFound();
  return createHmac('sha256', session.seal)
    .update(JSON.stringify([thing, token]))
    .digest('base64url');
}
