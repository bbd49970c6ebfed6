/** A waiting file goes to one act: the first request that names it claims it until its outcome is known. */
import { createMiddleware } from 'hono/factory';
import type { Fields, Web, WebContext } from '../context.ts';
import { requestKey } from './forms.ts';

/** The claim of this request, and of its repetition. */
export const claimOf = (c: WebContext, fields: Fields): string =>
  `${requestKey(c, fields)} ${c.req.path.slice(0, 200)}`;

/** Claims all of the account's files with these ids, or none. @returns whether this request now holds them */
export async function claim(c: WebContext, fields: Fields, ids: string[]): Promise<boolean> {
  const key = claimOf(c, fields);
  // In order of their ids, so that two acts never deadlock.
  const rows = await c.get('services').prisma.$queryRaw<{ fresh: boolean }[]>`
    WITH free AS (
      SELECT id, claim IS NULL AS fresh FROM attachment
      WHERE id = ANY(${ids}::uuid[]) AND account_id = ${c.get('account').id}::uuid AND reference IS NULL
        AND (claim IS NULL OR claim = ${key})
      ORDER BY id FOR UPDATE)
    UPDATE attachment SET claim = ${key} FROM free
    WHERE attachment.id = free.id AND (SELECT count(*) FROM free) = ${ids.length}::int
    RETURNING fresh`;
  if (rows.length > 0 && rows.every(({ fresh }) => fresh)) c.set('claimed', key);
  return rows.length === ids.length;
}

/** Releases the files of an act that its ticket refused, also when it had been sent before with an unknown outcome. */
export const releaseRefused = (c: WebContext, fields: Fields): void => c.set('claimed', claimOf(c, fields));

/** A refused act releases its files to the next one. After an unknown outcome they stay claimed. */
export const releaseUnused = createMiddleware<Web>(async (c, next) => {
  await next();
  const claimed = c.get('claimed');
  if (claimed === undefined || c.res.status < 400 || c.res.status >= 500) return;
  const held = { accountId: c.get('account').id, reference: null, claim: claimed };
  await c.get('services').prisma.attachment.updateMany({ where: held, data: { claim: null } });
});
