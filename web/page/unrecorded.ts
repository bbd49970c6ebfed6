/** Changed texts under the key of a completed request: shown once, to be copied, on the page of its outcome. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Fields, WebContext } from '../context.ts';
import { keepForm, keptForm } from '../forms/kept-forms.ts';
import { textsOf } from '../forms/labels.ts';
import type { Unsent } from '../forms/types.ts';
import { isSecure } from '../http/session.ts';

const cookie = 'belum-tercatat';

const changedTexts =
  'Isian ini sudah terkirim dan tercatat sebelumnya; perubahan di bawah ini tidak ikut tercatat. Salin teksnya bila masih diperlukan.';
const changedChoices =
  'Isian ini sudah terkirim dan tercatat sebelumnya; pilihan yang diubah sesudahnya tidak ikut tercatat. Periksa hasilnya di halaman ini.';

/** Redirects to the outcome of the completed request. */
export async function toUnrecorded(c: WebContext, location: string, changed: Fields): Promise<Response> {
  const id = await keepForm(c, c.get('account').id, changed);
  const news = `${id} ${pathOf(location)}`;
  setCookie(c, cookie, news, { path: '/', maxAge: 60, httpOnly: true, secure: isSecure(c), sameSite: 'Lax' });
  return c.redirect(location, 303);
}

const pathOf = (location: string): string => new URL(location, 'http://ours.invalid').pathname;

/** For this page, if it is the outcome's; never another account's. */
export async function unrecordedOf(c: WebContext): Promise<Unsent | null> {
  const [id = '', path] = getCookie(c, cookie)?.split(' ') ?? [];
  if (path !== pathOf(c.req.url)) return null;
  deleteCookie(c, cookie, { path: '/', secure: isSecure(c) });
  const { fields } = await keptForm(c, id);
  if (Object.keys(fields).length === 0) return null;
  const texts = textsOf(fields);
  return { message: texts.length > 0 ? changedTexts : changedChoices, texts };
}
