import type { SignInPage } from './types.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { verifyNothing, verifyPassword } from '../../prisma/password.ts';
import type { Web, WebContext } from '../context.ts';
import { requiredText } from '../forms/fields.ts';
import { check, fillAll, queryText, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { TooManyTries } from '../http/limits.ts';
import { localPath } from '../http/local-path.ts';
import { senderOf } from '../http/sender.ts';
import { accountOf, beginSession, endSession, holdsCookie } from '../http/session.ts';
import { traits } from '../http/traits.ts';

const form = z.object({ username: requiredText('User', 100), password: requiredText('Password', 1000) });
const wrong = 'User atau password salah.';

/** `/masuk` and `/keluar` (specification.md 2). */
export const signIn = new Hono<Web>();

signIn.get('/masuk', async (c) => {
  const next = queryText(c, 'next');
  if (await accountOf(c)) return c.redirect(localPath(next), 303);
  const message = next.startsWith('/isian/')
    ? 'Sesi Anda telah berakhir. Isian Anda disimpan dan muncul kembali setelah akun yang sama masuk; password dan berkas perlu diisi lagi.'
    : holdsCookie(c)
      ? 'Sesi Anda telah berakhir. Silakan masuk kembali.'
      : next && next !== '/'
        ? 'Silakan masuk untuk melanjutkan.'
        : null;
  return signInPage(c, { next, message });
});

signIn.post('/masuk', traits({ shownAt: '/masuk' }), async (c) => {
  const fields = await readForm(c);
  const username = fields['username'] ?? '';
  const next = fields['next'] ?? '';
  const checked = check(form, fields);
  if (!checked.ok) return signInPage(c, { username, next, message: fillAll, errors: checked.errors }, 422);
  try {
    const account = await authenticate(c, checked.value.username, checked.value.password);
    if (!account || !(await beginSession(c, account, account.unit.zone)))
      return signInPage(c, { username, next, message: wrong }, 422);
    return c.redirect(localPath(next), 303);
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error;
    const message = `Terlalu banyak percobaan. Cobalah lagi dalam ${error.minutes} menit.`;
    return signInPage(c, { username, next, message }, 429);
  }
});

signIn.post('/keluar', async (c) => {
  await endSession(c);
  return c.redirect('/masuk', 303);
});

/**
 * An unknown name, a disabled account and a wrong password look the same and take the same time (security.md 10).
 * @throws TooManyTries
 */
async function authenticate(c: WebContext, username: string, password: string) {
  const { prisma, limits } = c.get('services');
  const account = await prisma.account.findFirst({
    where: { username, disabledAt: null },
    include: { unit: true },
  });
  const attempt = await limits.signIn(account, username, senderOf(c));
  const right = account
    ? await verifyPassword(account.passwordHash, password)
    : await verifyNothing(password);
  if (!right || !account) return null;
  await attempt.succeeded();
  return account;
}

function signInPage(c: WebContext, data: Partial<SignInPage>, status: 200 | 422 | 429 = 200) {
  const blank: SignInPage = { username: '', next: '', message: null, errors: {} };
  return page(c, 'sign-in', 'Masuk', { ...blank, ...data }, status);
}
