import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { kindsFor, noticeLabels } from '../../domain/notices.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { email } from '../forms/person-fields.ts';
import { fillAll, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { leadRepeated, once } from '../forms/once.ts';
import type { NoticeSettingsPage } from './types.ts';
import { forbidden } from '../http/problems.ts';
import { traits } from '../http/traits.ts';

/** Pengaturan notifikasi: an account's address, and which mails it wants. */
export const noticeSettings = new Hono<Web>();

noticeSettings.get('/', async (c) => {
  const { email: address, emailRefusal, mailUnwanted } = await accountOf(c);
  const wanted = kindsFor(c.get('account')).filter((kind) => !mailUnwanted.includes(kind));
  const saved = c.req.query('tersimpan') !== undefined;
  return settingsPage(c, { address: address ?? '', wanted, refusal: emailRefusal, saved });
});

noticeSettings.post('/', traits({ shownAt: '/pengaturan-notifikasi' }), leadRepeated, async (c) => {
  const kinds = kindsFor(c.get('account'));
  if (kinds.length === 0) throw forbidden();
  const fields = await readForm(c);
  const typed = fields['email'] ?? '';
  const wanted = kinds.filter((kind) => fields[kind] !== undefined);
  const read = typed === '' ? null : email.safeParse(typed);
  if (read && !read.success) {
    const errors = { email: read.error.issues[0]?.message ?? '' };
    return settingsPage(c, { address: typed, wanted, refusal: null, saved: false }, fields, errors);
  }
  const address = read === null ? null : read.data;
  const location = await once(c, fields, async (tx) => {
    const before = await tx.account.findUniqueOrThrow({ where: { id: c.get('account').id } });
    await tx.account.update({
      where: { id: before.id },
      data: {
        email: address,
        mailUnwanted: kinds.filter((kind) => !wanted.includes(kind)),
        ...(address === before.email ? {} : { emailRefusal: null }),
      },
    });
    return '/pengaturan-notifikasi?tersimpan=1';
  });
  return c.redirect(location, 303);
});

async function accountOf(c: WebContext) {
  const { id } = c.get('account');
  return c.get('services').prisma.account.findUniqueOrThrow({ where: { id } });
}

interface Shown {
  address: string;
  wanted: readonly NoticeKind[];
  refusal: string | null;
  saved: boolean;
}

function settingsPage(c: WebContext, shown: Shown, fields: Fields = {}, errors: FieldErrors = {}) {
  const kinds = kindsFor(c.get('account'));
  if (kinds.length === 0) throw forbidden();
  const { address, wanted, refusal, saved } = shown;
  const refused = Object.keys(errors).length > 0;
  const data: NoticeSettingsPage = {
    permintaan: fields['permintaan'] ?? randomUUID(),
    address,
    choices: kinds.map((kind) => ({ name: kind, label: noticeLabels[kind], wanted: wanted.includes(kind) })),
    refusal,
    saved,
    errors,
    message: refused ? fillAll : null,
  };
  return page(c, 'notices/settings', 'Pengaturan Pemberitahuan', data, refused ? 422 : 200);
}
