/** Redirects after an act on a ticket, with a message shown once. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Fields, WebContext } from '../../context.ts';
import { filesLeft } from '../../forms/attached.ts';
import { isSecure } from '../../http/session.ts';
import { toUnrecorded } from '../../page/unrecorded.ts';
import type { ActName } from './acts-offered.ts';

const sentences: Record<ActName | 'record', string> = {
  record: 'Tiket sudah direkam.',
  answer: 'Jawaban sudah terkirim. Tiket ini selesai.',
  escalate: 'Tiket sudah dieskalasi ke HAI-DJPBN.',
  complete: 'Tiket sudah diselesaikan.',
  haiReply: 'Balasan sudah terkirim.',
};

const cookie = 'terjadi';
const pathOf = (reference: string): string => `/tiket/${encodeURIComponent(reference)}`;

/** To the ticket after an act. Of a repeated form, `changed` and any new files are shown as not recorded. */
export async function toTicket(
  c: WebContext,
  reference: string,
  done: keyof typeof sentences,
  fields: Fields,
  changed: Fields,
): Promise<Response> {
  const path = pathOf(reference);
  const unrecorded = { ...changed, ...(await filesLeft(c, fields)) };
  if (Object.keys(unrecorded).length > 0) return toUnrecorded(c, path, unrecorded);
  setCookie(c, cookie, done, { path, maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(path, 303);
}

/** The message from this browser's last act on the ticket; shown once. */
export function newsOf(c: WebContext, reference: string): string | null {
  const news = getCookie(c, cookie);
  if (news === undefined) return null;
  deleteCookie(c, cookie, { path: pathOf(reference), secure: isSecure(c) });
  return Object.entries(sentences).find(([act]) => act === news)?.[1] ?? null;
}
