/** A form sent after its session had ended: kept for its account, and returned after the log-in. */
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

/** Only for the account that typed it; anybody else who logs in at that browser gets the menu. */
unsent.get('/isian/:id', async (c) => {
  const { fields, sent } = await keptForm(c, c.req.param('id'));
  if (!sent) return c.redirect('/', 303);
  const retry = await retryForm(c, fields, sent);
  return page(c, 'error', heading, { status: 200, heading, text, logReference: null, retry });
});

/**
 * Keeps the typed form of a session that expired by itself. The session's row identifies the account; without one the
 * body is not read.
 * @returns the page with the form; null if nothing was typed, or the sender is unknown
 */
export async function keepUnsent(c: WebContext): Promise<string | null> {
  if (c.req.method !== 'POST' || traitsOf(c).shownAt === undefined) return null;
  const ended = await endedSession(c);
  if (!ended) return null;
  await c.get('services').limits.unsent(ended.tokenHash);
  const release = hold(c, 'upload', ended);
  const fields = await sentBy(c).finally(release);
  // The browser's own copy fills in the form (web/assets/copies.js).
  if (fields['salinan'] || !hasText(fields)) return null;
  const again = { ...fields, permintaan: requestKey(c, fields) };
  const id = await keepForm(c, ended.id, again, { action: c.req.path, files: filesLost(c) });
  return `/isian/${id}`;
}

const hasText = (fields: Fields): boolean =>
  Object.entries(fields).some(([name, typed]) => labels.has(name) && typed !== '');
