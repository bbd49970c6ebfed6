/** Redirects after an act on a ticket, with a message shown once. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Fields, WebContext } from '../../context.ts';
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

export function toTicket(c: WebContext, reference: string, done: keyof typeof sentences): Response {
  const path = pathOf(reference);
  setCookie(c, cookie, done, { path, maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(path, 303);
}

/** After a repeated form that changed since it was recorded. */
export const toTicketUnrecorded = (c: WebContext, reference: string, changed: Fields): Promise<Response> =>
  toUnrecorded(c, pathOf(reference), changed);

/** The message from this browser's last act on the ticket; shown once. */
export function newsOf(c: WebContext, reference: string): string | null {
  const news = getCookie(c, cookie);
  if (news === undefined) return null;
  deleteCookie(c, cookie, { path: pathOf(reference), secure: isSecure(c) });
  return Object.entries(sentences).find(([act]) => act === news)?.[1] ?? null;
}
