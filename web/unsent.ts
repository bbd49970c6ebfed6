/** What somebody typed whose session ended under it: kept for its account, and given back after the log-in. */
import { Hono } from 'hono';
import type { Fields, Web, WebContext } from './context.ts';
import { requestKey } from './forms/forms.ts';
import { keepForm, keptForm } from './forms/kept-forms.ts';
import { labels } from './forms/labels.ts';
import { hold } from './http/held.ts';
import { endedSession } from './http/session.ts';
import { traitsOf } from './http/traits.ts';
import { page } from './page/frame.ts';
import { filesLost, retryForm, sentBy } from './retry.ts';

export const unsent = new Hono<Web>();

const heading = 'Isian Anda belum terkirim';
const text =
  'Sesi Anda berakhir sebelum isian ini dikirim. Periksa isinya, lalu kirim ulang. Password dan berkas tidak disimpan: isi dan pilih sekali lagi.';

/** Only for the account that typed it; anybody else who logs in at that browser begins at the menu. */
unsent.get('/isian/:id', async (c) => {
  const { fields, sent } = await keptForm(c, c.req.param('id'));
  if (!sent) return c.redirect('/', 303);
  const retry = await retryForm(c, fields, sent);
  return page(c, 'error', heading, { status: 200, heading, text, logReference: null, retry });
});

/**
 * Keeps the typed form of a session that ended by itself. Its row says whose it was, and only for such a session is the body read.
 *
 * @returns the page that gives the form back; null when nothing was typed, or the sender is unknown
 */
export async function keepUnsent(c: WebContext): Promise<string | null> {
  if (c.req.method !== 'POST' || traitsOf(c).shownAt === undefined) return null;
  const ended = await endedSession(c);
  if (!ended) return null;
  await c.get('services').limits.unsent(ended.tokenHash);
  const release = hold(c, 'upload', ended);
  const fields = await sentBy(c).finally(release);
  // A copy in the browser fills the form itself in again (web/assets/copies.js).
  if (fields['salinan'] || !hasText(fields)) return null;
  const again = { ...fields, permintaan: requestKey(c, fields) };
  const id = await keepForm(c, ended.id, again, { action: c.req.path, files: filesLost(c) });
  return `/isian/${id}`;
}

const hasText = (fields: Fields): boolean =>
  Object.entries(fields).some(([name, typed]) => name in labels && typed !== '');
