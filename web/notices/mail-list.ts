import { Hono } from 'hono';
import { formatInstant } from '../../domain/dates.ts';
import { noticeLabels } from '../../domain/notices.ts';
import { messageOf } from '../../mail/message.ts';
import { outgoingOf } from '../../mail/outgoing.ts';
import type { Mail, MailState } from '../../prisma/generated/client.ts';
import { isAdministrator } from '../../domain/roles.ts';
import type { Web, WebContext } from '../context.ts';
import { attachmentNamed } from '../http/download.ts';
import { page, wantsPart } from '../page/frame.ts';
import { bounded, rowNumber } from '../page/newest.ts';
import type { MailListPage, MailPage, MailRow } from './types.ts';
import { forbidden, notFound } from '../http/problems.ts';
import { renderPart } from '../page/render.ts';

/**
 * E-mail Keluar: mails that were sent, are waiting, or are kept for lack of a mail server (contract.md). Only for
 * administrators.
 */
export const mailList = new Hono<Web>();

const stateLabels: Record<MailState, string> = {
  GATHERING: 'Dikumpulkan',
  WAITING: 'Menunggu dikirim',
  HANDING_OVER: 'Sedang dikirim',
  SENT: 'Terkirim',
  MAYBE_SENT: 'Mungkin terkirim',
  REFUSED: 'Alamat ditolak',
  FAILED: 'Gagal dikirim',
  DROPPED: 'Tidak dikirim',
  KEPT: 'Disimpan',
};

const explanations: Record<MailState, string> = {
  GATHERING: 'Menunggu tiket lain dari unit yang sama; ditulis seperempat jam setelah tiket yang pertama.',
  WAITING: 'Dikirim segera, dan dicoba lagi selama 24 jam bila server e-mail tidak dapat menerimanya.',
  HANDING_OVER: 'Sedang diserahkan kepada server e-mail.',
  SENT: 'Diterima oleh server e-mail.',
  MAYBE_SENT: 'Isi e-mail sudah dikirim, tetapi tidak ada jawaban dari server e-mail. Tidak dikirim ulang.',
  REFUSED: 'Server e-mail menolak alamat ini untuk seterusnya. Perbaiki alamatnya.',
  FAILED: 'Server e-mail menolak e-mail ini, atau tidak dapat dihubungi selama 24 jam.',
  DROPPED:
    'Penerima tidak lagi berwenang, tidak aktif, atau tidak mempunyai alamat; atau tidak ada lagi tiket yang lewat batas waktu.',
  KEPT: 'Tidak dikirim karena server e-mail tidak diatur (SMTP_URL).',
};

mailList.use(async (c, next) => {
  if (!isAdministrator(c.get('account'))) throw forbidden();
  await next();
});

mailList.get('/', async (c) => {
  const data = await listOf(c);
  return wantsPart(c)
    ? c.html(renderPart('mails/_rows', data))
    : page(c, 'mails/list', 'E-mail Keluar', data);
});

/** A mail as a file for mail programs. */
mailList.get('/:no{[0-9]+\\.eml}', async (c) => {
  const mail = await mailOf(c, c.req.param('no').replace('.eml', ''));
  const { raw } = await messageOf(mail, outgoingOf(c.get('services').config).sender);
  c.header('Content-Type', 'message/rfc822');
  c.header('Content-Disposition', attachmentNamed(c, `email-${mail.no}`, 'eml', { at: mail.createdAt }));
  return c.body(new Uint8Array(raw));
});

mailList.get('/:no', async (c) => {
  const mail = await mailOf(c, c.req.param('no'));
  const data: MailPage = {
    ...rowOf(c, mail),
    text: mail.text,
    explanation: explanations[mail.state],
    note: mail.note,
  };
  return page(c, 'mails/show', mail.subject || 'E-mail', data);
});

async function listOf(c: WebContext): Promise<MailListPage> {
  const { from, limit, pagesOf } = bounded(c, '/surat-keluar');
  const mails = await c.get('services').prisma.mail.findMany({
    where: { no: { lt: from } },
    orderBy: { no: 'desc' },
    take: limit,
    omit: { text: true, html: true },
  });
  const { shown, paging } = pagesOf(mails.map((mail) => ({ ...mail, id: mail.no })));
  return {
    rows: shown.map((mail) => rowOf(c, mail)),
    sends: c.get('services').config.smtpUrl !== null,
    ...paging,
  };
}

type Listed = Pick<Mail, 'no' | 'kind' | 'state' | 'address' | 'subject' | 'createdAt' | 'settledAt'>;

function rowOf(c: WebContext, { no, kind, state, address, subject, createdAt, settledAt }: Listed): MailRow {
  const { zone } = c.get('account');
  return {
    no,
    kind: noticeLabels[kind],
    state,
    stateLabel: stateLabels[state],
    address,
    subject: subject || `${noticeLabels[kind]} (${settledAt === null ? 'belum' : 'tidak'} ditulis)`,
    createdAt: formatInstant(createdAt, zone),
    settledAt: settledAt === null ? null : formatInstant(settledAt, zone),
  };
}

async function mailOf(c: WebContext, typed: string): Promise<Mail> {
  const no = rowNumber(typed);
  const mail = no === null ? null : await c.get('services').prisma.mail.findUnique({ where: { no } });
  if (!mail) throw notFound();
  return mail;
}
