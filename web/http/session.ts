/** Log-ins: a random token in a cookie, its hash in the database. */
import { createHash, randomBytes } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { yearIn } from '../../domain/dates.ts';
import { plannedOnce } from '../../prisma/client.ts';
import type { Account, Web, WebContext } from '../context.ts';
import { Problem } from './problems.ts';
import { traitsOf } from './traits.ts';

/** Milliseconds without a request after which a session ends. */
const idleLimit = 30 * 60_000;

/** Milliseconds after log-in at which a session ends, however much it is used (security.md 28). */
const longest = 12 * 60 * 60_000;

/** Milliseconds for which the row of an expired session still identifies its account. */
const remembered = 7 * 24 * 60 * 60_000;

/** How stale the stored time of the last request may be; saves a write for every click. */
const touchEvery = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether browsers use https. */
export const isSecure = (c: WebContext): boolean => c.get('services').config.publicUrl.startsWith('https:');
const cookieName = (c: WebContext): string => (isSecure(c) ? '__Host-sesi' : 'sesi');

/** Requires a log-in; reads the account for each request, so that a disabled one is locked out at once. */
export const signedIn = createMiddleware<Web>(async (c, next) => {
  const account = await accountOf(c);
  if (!account) throw new Problem(401, 'Silakan masuk terlebih dahulu.');
  c.set('account', account);
  await next();
});

/** The account of the request's cookie, or null. */
export async function accountOf(c: WebContext): Promise<Account | null> {
  const token = getCookie(c, cookieName(c));
  if (!token) return null;
  const { prisma } = c.get('services');
  const tokenHash = hashOf(token);
  const rows = await prisma.$queryRaw<Omit<Account, 'tokenHash'>[]>`
    ${plannedOnce} SELECT account.id, display_name AS "displayName", role, unit_id AS "unitId", unit.type AS "unitType",
      unit.name AS "unitName", zone, unread_from AS "unreadFrom", year, last_seen_at AS "lastSeenAt", session.created_at AS "signedInAt"
    FROM session JOIN account ON account.id = account_id JOIN unit ON unit.id = unit_id
    WHERE token_hash = ${tokenHash} AND disabled_at IS NULL AND last_seen_at > ${new Date(Date.now() - idleLimit)}
      AND session.created_at > ${new Date(Date.now() - longest)}`;
  const [session] = rows;
  if (!session) return null;
  if (isAutomatic(c) || session.lastSeenAt.getTime() >= Date.now() - touchEvery)
    return { ...session, tokenHash };
  const lastSeenAt = new Date();
  await prisma.session.updateMany({ where: { tokenHash }, data: { lastSeenAt } });
  return { ...session, tokenHash, lastSeenAt };
}

/**
 * The account of the request's cookie if that session expired by itself; null if it is unknown or somebody ended it.
 */
export async function endedSession(c: WebContext): Promise<Pick<Account, 'id' | 'tokenHash'> | null> {
  const token = getCookie(c, cookieName(c));
  if (!token) return null;
  const tokenHash = hashOf(token);
  const session = await c.get('services').prisma.session.findFirst({
    where: { tokenHash, account: { disabledAt: null } },
    select: { accountId: true },
  });
  return session && { id: session.accountId, tokenHash };
}

/** Requests that a page sends by itself do not keep the session alive (security.md 9). */
const isAutomatic = (c: WebContext): boolean =>
  c.req.query('segar') !== undefined || traitsOf(c).automatic === true;

/** Whole seconds until the session ends without another request. */
export function secondsLeft({ lastSeenAt, signedInAt }: Account): number {
  const endsAt = Math.min(lastSeenAt.getTime() + idleLimit, signedInAt.getTime() + longest);
  return Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
}

/** Whether the browser has a session cookie, of a live or an ended session. */
export const holdsCookie = (c: WebContext): boolean => getCookie(c, cookieName(c)) !== undefined;

/** Starts a session with a new token and ends the one the browser had (security.md 9). */
export async function beginSession(
  c: WebContext,
  { id: accountId, passwordHash }: { id: string; passwordHash: string },
  zone: string,
): Promise<boolean> {
  await endSession(c);
  await c.get('services').prisma.session.deleteMany({
    where: { lastSeenAt: { lt: new Date(Date.now() - remembered) } },
  });
  const token = randomBytes(32).toString('base64url');
  const year = yearIn(new Date(), zone);
  const began = await c.get('services').prisma.$executeRaw`
    INSERT INTO session (token_hash, account_id, year)
    SELECT ${hashOf(token)}, id, ${year}::int FROM account
    WHERE id = ${accountId}::uuid AND password_hash = ${passwordHash} AND disabled_at IS NULL`;
  if (began === 0) return false;
  setCookie(c, cookieName(c), token, { httpOnly: true, secure: isSecure(c), sameSite: 'Lax', path: '/' });
  return true;
}

/** Ends the request's session, if any, and deletes its cookie. */
export async function endSession(c: WebContext): Promise<void> {
  const token = getCookie(c, cookieName(c));
  if (!token) return;
  await c.get('services').prisma.session.deleteMany({ where: { tokenHash: hashOf(token) } });
  deleteCookie(c, cookieName(c), { path: '/', secure: isSecure(c) });
}
