/** What came changed under the key of a request that had been done: said once on the page to which that led, to be copied. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Fields, WebContext } from '../context.ts';
import { keepForm, keptForm } from '../forms/kept-forms.ts';
import { textsOf } from '../forms/labels.ts';
import type { Unsent } from '../forms/types.ts';
import { isSecure } from '../http/session.ts';

const cookie = 'belum-tercatat';

const message =
  'Isian ini sudah terkirim dan tercatat sebelumnya; perubahan di bawah ini tidak ikut tercatat. Salin teksnya bila masih diperlukan.';

/** To where the request led when it was done. */
export async function toUnrecorded(c: WebContext, location: string, changed: Fields): Promise<Response> {
  const id = await keepForm(c, c.get('account').id, changed);
  setCookie(c, cookie, id, { path: '/', maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(location, 303);
}

/** For the next page of this browser; nothing of another account's. */
export async function unrecordedOf(c: WebContext): Promise<Unsent | null> {
  const id = getCookie(c, cookie);
  if (id === undefined) return null;
  deleteCookie(c, cookie, { path: '/', secure: isSecure(c) });
  const { fields } = await keptForm(c, id);
  return Object.keys(fields).length === 0 ? null : { message, texts: textsOf(fields) };
}
