import { Hono } from 'hono';
import { formatInstant } from '../../domain/dates.ts';
import { noticeLabels } from '../../domain/notices.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import { sees } from '../../domain/roles.ts';
import type { Web, WebContext } from '../context.ts';
import { readForm } from '../forms/forms.ts';
import { page, wantsPart } from '../page/frame.ts';
import { bounded, rowNumber } from '../page/newest.ts';
import { markRead, noticesOf, unreadOf } from '../page/unread.ts';
import type { NoticeListPage } from './types.ts';
import { forbidden } from '../http/problems.ts';
import { renderPart } from '../page/render.ts';
import { traits } from '../http/traits.ts';

/** Pemberitahuan: this account's notifications, newest first. */
export const noticeList = new Hono<Web>();

noticeList.get('/', async (c) => {
  if (sees(c.get('account')) === 'none') throw forbidden();
  const data = await listOf(c);
  return wantsPart(c)
    ? c.html(renderPart('notices/_rows', data))
    : page(c, 'notices/list', 'Pemberitahuan', data);
});

noticeList.get('/lonceng', async (c) =>
  c.html(renderPart('_bell', { unread: await unreadOf(c.get('services').prisma, c.get('account')) })),
);

/** Marks everything up to the newest one shown on the page; later ones stay unread. */
noticeList.post('/dibaca', traits({ shownAt: '/pemberitahuan' }), async (c) => {
  const { sampai = '' } = await readForm(c);
  const newest = rowNumber(sampai);
  if (newest !== null) await markRead(c.get('services').prisma, c.get('account'), { id: { lte: newest } });
  return c.redirect('/pemberitahuan', 303);
});

noticeList.post('/:id/dibaca', traits({ shownAt: '/pemberitahuan' }), async (c) => {
  const id = rowNumber(c.req.param('id'));
  if (id !== null) await markRead(c.get('services').prisma, c.get('account'), { id });
  return c.redirect('/pemberitahuan', 303);
});

interface Row {
  id: number;
  kind: NoticeKind;
  reference: string;
  subject: string;
  at: Date;
  readAt: Date | null;
}

async function listOf(c: WebContext): Promise<NoticeListPage> {
  const { prisma } = c.get('services');
  const account = c.get('account');
  const { from, limit, pagesOf } = bounded(c, '/pemberitahuan');
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT notice.id, notice.kind, notice.reference, subject, event.at, read_at AS "readAt"
    FROM notification AS notice JOIN ticket USING (reference)
      JOIN ticket_event AS event ON event.reference = notice.reference AND event.seq = notice.seq
    WHERE notice.id < ${from} AND ${noticesOf(account)} ORDER BY notice.id DESC LIMIT ${limit}`;
  const { shown, paging } = pagesOf(rows);
  return {
    rows: shown.map(({ id, kind, reference, subject, at, readAt }) => ({
      id,
      kind,
      label: noticeLabels[kind],
      reference,
      subject,
      iso: at.toISOString(),
      at: formatInstant(at, account.zone),
      unread: readAt === null,
    })),
    newest: shown[0]?.id ?? null,
    anyUnread: shown.some(({ readAt }) => readAt === null) || Number(await unreadOf(prisma, account)) > 0,
    ...paging,
  };
}
