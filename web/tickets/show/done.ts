/** Where an act on a ticket leads, and the sentence that says there, once, that it was done. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { WebContext } from '../../context.ts';
import { isSecure } from '../../http/session.ts';
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

/** To the ticket's page after an act on it. */
export function toTicket(c: WebContext, reference: string, done: keyof typeof sentences): Response {
  const path = pathOf(reference);
  setCookie(c, cookie, done, { path, maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(path, 303);
}

/** What was just done to the ticket from this browser; said once. */
export function doneTo(c: WebContext, reference: string): string | null {
  const done = getCookie(c, cookie);
  if (done === undefined) return null;
  deleteCookie(c, cookie, { path: pathOf(reference), secure: isSecure(c) });
  return Object.entries(sentences).find(([act]) => act === done)?.[1] ?? null;
}
