import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { answeredTicket, escalatedTicket, waitingTicket } from '../../support/given.ts';
import { follow } from '../../support/stream.ts';
import { until } from '../../support/until.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => void (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => {
  await allTold();
  await web.prisma.notification.deleteMany();
});

const allTold = () => until('an empty outbox', async () => (await web.prisma.outbox.count()) === 0);

/** A ticket of SATKER 527010 that KPPN 008 was notified of. @returns its reference */
async function toldOf(over: Parameters<typeof waitingTicket>[1] = {}): Promise<string> {
  const reference = await waitingTicket(web, over);
  await allTold();
  return reference;
}

const bell = (text: string) => `Pemberitahuan${text}`;
const read = (username: string) =>
  web.prisma.notification.count({ where: { account: { username }, readAt: { not: null } } });

describe('the bell', () => {
  it('counts unread notifications, and none for an account without any', async () => {
    const officer = await web.as('kppn-008');
    expect((await officer.get('/')).one('#lonceng')).toBe(bell(''));
    await toldOf();
    await toldOf();
    expect((await officer.get('/')).one('#lonceng')).toBe(bell(' 2, 2 belum dibaca'));
    expect((await officer.getPart('/pemberitahuan/lonceng')).one('#lonceng')).toBe(
      bell(' 2, 2 belum dibaca'),
    );
    expect((await (await web.as('kppn-063')).get('/')).one('#lonceng')).toBe(bell(''));
  });

  it('is missing for an administrator, who sees no tickets', async () => {
    const admin = await web.as('admin');
    expect((await admin.get('/')).one('#lonceng')).toBeNull();
    expect((await admin.get('/pemberitahuan')).status).toBe(403);
  });

  it('counts to 99', async () => {
    const reference = await toldOf();
    const { id } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
    await web.prisma.$executeRaw`
      INSERT INTO ticket_event (reference, seq, kind, at, author, body)
      SELECT ${reference}, seq, 'SLA_WARNED', now(), 'Sistem', '' FROM generate_series(100, 250) AS seq`;
    await web.prisma.$executeRaw`
      INSERT INTO notification (account_id, reference, seq, kind)
      SELECT ${id}::uuid, ${reference}, seq, 'SLA_WARNED' FROM generate_series(100, 250) AS seq`;
    const officer = await web.as('kppn-008');
    expect((await officer.get('/')).one('.bell__count')).toBe('99+');
  });

  it('updates on every stream of the account, in every window, and on no other', async () => {
    const [bellAlone, list, stranger] = [
      await follow(await web.as('kppn-008'), '/pemberitahuan/peristiwa', 'pemberitahuan'),
      await follow(await web.as('kppn-008'), '/peristiwa', 'pemberitahuan'),
      await follow(await web.as('kppn-063'), '/peristiwa', 'pemberitahuan'),
    ];
    const before = [bellAlone, list].map((stream) => stream.seen());
    await toldOf();
    await bellAlone.until((before[0] ?? 0) + 1);
    await list.until((before[1] ?? 0) + 1);
    expect(stranger.seen()).toBe(0);
    await Promise.all([bellAlone, list, stranger].map((stream) => stream.close()));
  });
});

describe('the list', () => {
  it('shows what happened, the newest first, and leads to the ticket', async () => {
    const first = await toldOf({ subject: 'Yang pertama' });
    const second = await escalatedTicket(web, { subject: 'Yang kedua' });
    await allTold();
    const page = await (await web.as('kppn-008')).get('/pemberitahuan');
    expect(page.all('.notice-item .subject')).toEqual(['Yang kedua', 'Yang pertama']);
    expect(page.attributes('.notice-item .subject', 'href')).toEqual([`/tiket/${second}`, `/tiket/${first}`]);
    expect(page.all('.notice-item .govuk-tag')).toEqual(['Tiket baru', 'Tiket baru']);
    const hai = await (await web.as('hai')).get('/pemberitahuan');
    expect(hai.all('.notice-item .govuk-tag')).toEqual(['Tiket dieskalasi ke HAI']);
  });

  it('says so when there is nothing', async () => {
    const page = await (await web.as('kppn-063')).get('/pemberitahuan');
    expect(page.one('.empty__title')).toBe('Belum ada pemberitahuan.');
  });

  it('continues after its last row, 20 a page', async () => {
    for (let tickets = 0; tickets < 22; tickets++) await waitingTicket(web, { subject: `Tiket ${tickets}` });
    await allTold();
    const officer = await web.as('kppn-008');
    const first = await officer.get('/pemberitahuan');
    expect(first.all('.notice-item')).toHaveLength(20);
    const second = await officer.get(first.attribute('.paging__link[rel=next]', 'href') ?? '');
    expect(second.all('.notice-item .subject')).toEqual(['Tiket 1', 'Tiket 0']);
    expect(second.attribute('.paging__link', 'href')).toBe('/pemberitahuan');
  });

  it('shows only tickets that the account may still see, and so does the bell', async () => {
    const reference = await toldOf();
    const { id } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
    await web.prisma.account.update({ where: { id }, data: { unitId: 'KPPN-063' } });
    const moved = await web.as('kppn-008');
    expect((await moved.get('/pemberitahuan')).text).not.toContain(reference);
    expect((await moved.get('/')).one('#lonceng')).toBe(bell(''));
    await web.prisma.account.update({ where: { id }, data: { unitId: 'KPPN-008' } });
  });

  test.each(hostileQueries)('survives sebelum=%s', async (query) => {
    const reply = await (await web.as('kppn-008')).get(`/pemberitahuan?sebelum=${query}`);
    expect(reply.status).toBe(200);
  });

  it('shows hostile subjects as text', async () => {
    await toldOf({ subject: '"><svg onload=alert(1)>' });
    const page = await (await web.as('kppn-008')).get('/pemberitahuan');
    expect(page.one('.notice-item .subject')).toBe('"><svg onload=alert(1)>');
  });
});

describe('reading', () => {
  it('a ticket marks its notifications as read, only for this account', async () => {
    const [seen, unseen] = [await answeredTicket(web), await answeredTicket(web)];
    await allTold();
    const satker = await web.as('satker-527010');
    expect((await satker.get(`/tiket/${seen}`)).one('#lonceng')).toBe(bell(' 1, 1 belum dibaca'));
    const left = await web.prisma.notification.findMany({
      where: { readAt: null, account: { username: 'satker-527010' } },
    });
    expect(left.map(({ reference }) => reference)).toEqual([unseen]);
    expect(await read('kppn-008')).toBe(0);
  });

  it('one or all by their buttons; again has no effect', async () => {
    await toldOf();
    await toldOf();
    const officer = await web.as('kppn-008');
    const page = await officer.get('/pemberitahuan');
    const [newest = ''] = page.attributes('.notice-item form', 'action');
    for (let times = 0; times < 2; times++) {
      expect((await officer.post(newest)).location).toBe('/pemberitahuan');
      expect(await read('kppn-008')).toBe(1);
    }
    const late = await toldOf();
    await officer.post('/pemberitahuan/dibaca', page.fields('.notices__all'));
    const unread = await web.prisma.notification.findMany({
      where: { readAt: null, account: { username: 'kppn-008' } },
    });
    expect(unread.map(({ reference }) => reference)).toEqual([late]);
  });

  it("never marks another account's", async () => {
    await toldOf();
    const { id } = await web.prisma.notification.findFirstOrThrow({
      where: { account: { username: 'kppn-008' } },
    });
    const stranger = await web.as('kppn-063');
    await stranger.post(`/pemberitahuan/${id}/dibaca`);
    await stranger.post('/pemberitahuan/dibaca', { sampai: '2000000' });
    expect(await read('kppn-008')).toBe(0);
  });

  test.each(['0', '-1', 'x', '9'.repeat(20), '%00'])('takes any number: %s', async (number) => {
    await toldOf();
    const officer = await web.as('kppn-008');
    expect((await officer.post(`/pemberitahuan/${number}/dibaca`)).status).toBe(303);
    expect((await officer.post('/pemberitahuan/dibaca', { sampai: number })).status).toBe(303);
    expect(await read('kppn-008')).toBe(0);
  });
});

it('needs a log-in', async () => {
  expect((await web.visitor().get('/pemberitahuan')).location).toBe('/masuk?next=%2Fpemberitahuan');
  expect((await web.visitor().post('/pemberitahuan/dibaca', { sampai: '1' })).location).toBe(
    '/masuk?next=%2Fpemberitahuan',
  );
});
