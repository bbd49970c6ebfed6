/** Redirects after an act on a ticket, with a message shown once: done, or which texts were not recorded. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Fields, WebContext } from '../../context.ts';
import { keepForm, keptForm } from '../../forms/kept-forms.ts';
import { labels } from '../../forms/labels.ts';
import { isSecure } from '../../http/session.ts';
import type { Unsent } from '../types.ts';
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

const sentBefore =
  'Isian ini sudah terkirim dan tercatat sebelumnya; perubahan di bawah ini tidak ikut tercatat. Salin teksnya bila masih diperlukan.';

export const toTicket = (c: WebContext, reference: string, done: keyof typeof sentences): Response =>
  lead(c, reference, done);

/** After a repeated form whose texts changed since it was recorded: keeps them, to be copied on the ticket's page. */
export const toTicketUnrecorded = async (
  c: WebContext,
  reference: string,
  changed: Fields,
): Promise<Response> => lead(c, reference, await keepForm(c, c.get('account').id, changed));

function lead(c: WebContext, reference: string, news: string): Response {
  const path = pathOf(reference);
  setCookie(c, cookie, news, { path, maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(path, 303);
}

interface News {
  done: string | null;
  unsent: Unsent | null;
}

export const noNews: News = { done: null, unsent: null };

/** The message from this browser's last act on the ticket; shown once. */
export async function newsOf(c: WebContext, reference: string): Promise<News> {
  const news = getCookie(c, cookie);
  if (news === undefined) return noNews;
  deleteCookie(c, cookie, { path: pathOf(reference), secure: isSecure(c) });
  const texts = textsOf((await keptForm(c, news)).fields);
  return {
    done: Object.entries(sentences).find(([act]) => act === news)?.[1] ?? null,
    unsent: texts.length === 0 ? null : { message: sentBefore, texts },
  };
}

/** Typed texts, labelled, to be copied. */
export const textsOf = (fields: Fields): Unsent['texts'] =>
  Object.entries(fields).flatMap(([name, text]) => {
    const label = labels[name];
    return label === undefined || text === '' ? [] : [{ label, text }];
  });
