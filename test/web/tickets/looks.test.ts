/** The lists' mark of what is new, separate for each account (docs/decisions/0020). */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { newFor } from '../../../lists/unread.ts';
import { escalatedTicket, signature, waitingTicket } from '../../support/given.ts';
import { follow } from '../../support/stream.ts';
import { until } from '../../support/until.ts';
import { serveApp, startWeb } from '../../support/web.ts';
import type { ServedApp, TestWeb } from '../../support/web.ts';

let web: TestWeb;
/** A second web process beside the first. */
let beside: ServedApp;
beforeAll(async () => {
  web = await startWeb();
  beside = await serveApp(web);
  // A process that starts listening tells every page that it may have missed something.
  const listening = () =>
    web.prisma.$queryRaw<
      unknown[]
    >`SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN ticket%'`;
  await until('listening processes', async () => (await listening()).length === 3);
  // Accounts of the same units, with looks of their own.
  for (const [username, of] of [
    ['rekan-008', 'kppn-008'],
    ['rekan-527010', 'satker-527010'],
  ] as const) {
    const { passwordHash, role, unitId } = await accountOf(of);
    const account = { username, displayName: username, passwordHash, role, unitId };
    await web.prisma.account.create({ data: account });
  }
});
afterAll(async () => {
  await beside.close();
  await web.stop();
});

const accountOf = (username: string) => web.prisma.account.findUniqueOrThrow({ where: { username } });
const looks = (reference: string) => web.prisma.ticketLook.findMany({ where: { reference } });
const open = async (username: string, reference: string) =>
  expect((await (await web.as(username)).get(`/tiket/${reference}`)).status).toBe(200);

/** Whether this account's list, which must contain the ticket, marks it. */
async function marked(username: string, reference: string, list = '/tiket?ukuran=100'): Promise<boolean> {
  const rows = (await (await web.as(username)).get(list)).all('td.list__subject');
  const row = rows.find((text) => text.startsWith(`No. Ref: ${reference} `));
  if (row === undefined) throw new Error(`${list} of ${username} does not hold ${reference}`);
  return row.startsWith(`No. Ref: ${reference} Baru `);
}

/** Acts without following the redirect. */
async function act(username: string, reference: string, path: string, fields = {}): Promise<void> {
  const visitor = await web.as(username);
  const signed = username === 'hai' ? {} : await signature(web.prisma, 'CSO 1 Pekanbaru');
  expect((await visitor.post(`/tiket/${reference}/${path}`, { ...signed, ...fields })).status).toBe(303);
}

const answer = (reference: string, username = 'kppn-008') =>
  act(username, reference, 'jawaban', { jawaban: 'Sudah terbit.' });

// First in this file, because late announcements of earlier tickets would be counted.
it("a look removes the mark from the account's open lists, in every web process, and from nobody else's", async () => {
  const list = await follow(await beside.as('kppn-008'), '/peristiwa');
  const colleague = await follow(await beside.as('rekan-008'), '/peristiwa');
  const reference = await waitingTicket(web);
  await Promise.all([list.until(1), colleague.until(1)]);
  await open('kppn-008', reference);
  await list.until(2);
  await open('kppn-008', reference);
  await answer(reference);
  await Promise.all([list.until(3), colleague.until(2)]);
  expect([list.seen(), colleague.seen()]).toEqual([3, 2]);
  await Promise.all([list.close(), colleague.close()]);
});

describe('a ticket that nobody opened', () => {
  test.each([
    ['kppn-008', 'which handles it', true],
    ['rekan-527010', 'of the satker that asks', true],
    ['satker-527010', 'which recorded it', false],
    ['pengawas-008', 'which watches', false],
    ['kanwil-riau', 'which watches its KPPN', false],
    ['pusat', 'which watches all', false],
  ])('is new to %s, %s: %j', async (username, _, expected) => {
    const reference = await waitingTicket(web);
    expect(await marked(username, reference)).toBe(expected);
    if (!username.endsWith('527010'))
      expect(await marked(username, reference, '/laporan?ukuran=100')).toBe(expected);
  });

  it("is new to HAI from its escalation, in HAI's queue too", async () => {
    const reference = await escalatedTicket(web);
    expect(await marked('hai', reference)).toBe(true);
    expect(await marked('hai', reference, '/hai?ukuran=100')).toBe(true);
    await open('hai', reference);
    expect(await marked('hai', reference, '/hai?ukuran=100')).toBe(false);
  });

  it('is not new to an account that is younger than its events', async () => {
    const reference = await waitingTicket(web);
    const { id } = await accountOf('rekan-008');
    expect(await marked('rekan-008', reference)).toBe(true);
    const at = new Date(Date.now() - newFor - 60_000);
    await web.prisma.ticketEvent.updateMany({ where: { reference }, data: { at } });
    expect(await marked('rekan-008', reference)).toBe(false);
    const { unreadFrom } = await accountOf('rekan-008');
    await web.prisma.ticketEvent.updateMany({ where: { reference }, data: { at: new Date() } });
    await web.prisma.account.update({ where: { id }, data: { unreadFrom: new Date(Date.now() + 60_000) } });
    expect(await marked('rekan-008', reference)).toBe(false);
    await web.prisma.account.update({ where: { id }, data: { unreadFrom } });
  });
});

describe('opening a ticket', () => {
  it("removes the account's own mark, and no colleague's", async () => {
    const reference = await waitingTicket(web);
    await open('kppn-008', reference);
    expect(await marked('kppn-008', reference)).toBe(false);
    expect(await marked('rekan-008', reference)).toBe(true);
    await open('rekan-008', reference);
    expect(await marked('rekan-008', reference)).toBe(false);
  });

  it('counts what the live page shows, too', async () => {
    const reference = await waitingTicket(web);
    const officer = await web.as('rekan-008');
    await officer.get(`/tiket/${reference}`);
    await answer(reference);
    expect(await marked('rekan-008', reference)).toBe(true);
    await officer.getPart(`/tiket/${reference}?segar=1`);
    expect(await marked('rekan-008', reference)).toBe(false);
  });

  it('counts what a refused act shows', async () => {
    const reference = await waitingTicket(web);
    await answer(reference);
    const officer = await web.as('rekan-008');
    const fields = { jawaban: 'Terlambat.', ...(await signature(web.prisma, 'CSO 1 Pekanbaru')) };
    expect((await officer.post(`/tiket/${reference}/jawaban`, fields)).status).toBe(409);
    expect(await marked('rekan-008', reference)).toBe(false);
  });

  it('again, or many times at once, writes nothing', async () => {
    const reference = await waitingTicket(web);
    const officer = await web.as('kppn-008');
    const openings = Array.from({ length: 8 }, () => officer.get(`/tiket/${reference}`));
    expect((await Promise.all(openings)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    const version = () => web.prisma.$queryRaw`SELECT xmin::text, ctid::text, seq FROM ticket_look
      WHERE reference = ${reference}`;
    const before = await version();
    expect(before).toMatchObject([{ seq: 1 }]);
    await officer.get(`/tiket/${reference}`);
    expect(await version()).toEqual(before);
  });

  it("by a stranger or an administrator, or by a browser's prefetch, is no look", async () => {
    const reference = await waitingTicket(web);
    for (const username of ['kppn-063', 'satker-527020', 'hai', 'admin'])
      expect((await (await web.as(username)).get(`/tiket/${reference}`)).status).toBe(404);
    const officer = await web.as('kppn-008');
    const ahead = { 'Sec-Purpose': 'prefetch;prerender' };
    expect((await officer.get(`/tiket/${reference}`, ahead)).status).toBe(200);
    expect(await looks(reference)).toEqual([]);
    expect(await marked('kppn-008', reference)).toBe(true);
  });

  it('works while looks cannot be written', async () => {
    const reference = await waitingTicket(web);
    const refuse = (verb: 'REFUSE' | 'ALLOW') =>
      web.prisma.$executeRawUnsafe(
        verb === 'REFUSE'
          ? 'ALTER TABLE ticket_look ADD CONSTRAINT refused CHECK (false) NOT VALID'
          : 'ALTER TABLE ticket_look DROP CONSTRAINT refused',
      );
    await refuse('REFUSE');
    await open('kppn-008', reference);
    expect(await looks(reference)).toEqual([]);
    await refuse('ALLOW');
    await open('kppn-008', reference);
    expect(await looks(reference)).toHaveLength(1);
  });
});

describe('a later event', () => {
  it('is new to whoever asked, and not to whoever caused it', async () => {
    const reference = await waitingTicket(web);
    for (const username of ['satker-527010', 'kppn-008', 'rekan-008']) await open(username, reference);
    await answer(reference);
    expect(await marked('kppn-008', reference)).toBe(false);
    for (const username of ['satker-527010', 'rekan-008'])
      expect([username, await marked(username, reference)]).toEqual([username, true]);
  });

  it('is new to the handling unit when HAI replies, and not to HAI', async () => {
    const reference = await waitingTicket(web);
    await act('kppn-008', reference, 'eskalasi');
    expect(await marked('kppn-008', reference)).toBe(true);
    await open('kppn-008', reference);
    await open('hai', reference);
    await act('hai', reference, 'balasan-hai', { balasan: 'Unggah ulang.' });
    expect(await marked('kppn-008', reference)).toBe(true);
    expect(await marked('hai', reference, '/hai?ukuran=100')).toBe(false);
  });

  test.each([
    ['pengawas-008', '/tiket?ukuran=100'],
    ['pengawas-008', '/pemantauan/tiket?keadaan=direkam'],
    ['kanwil-riau', '/laporan?ukuran=100'],
    ['pusat', '/laporan?ukuran=100'],
  ])('is new to %s, which only watches, once it has opened the ticket: %s', async (username, list) => {
    const [opened, other] = [await waitingTicket(web), await waitingTicket(web)];
    await open(username, opened);
    for (const reference of [opened, other]) await answer(reference);
    expect(await marked(username, opened, list)).toBe(true);
    expect(await marked(username, other, list)).toBe(false);
    await open(username, opened);
    expect(await marked(username, opened, list)).toBe(false);
  });
});

it('leaves the mark out of files', async () => {
  const reference = await waitingTicket(web, { subject: 'Bukan untuk berkas' });
  expect(await marked('kppn-008', reference)).toBe(true);
  const file = await (await web.as('kppn-008')).get('/tiket.csv?q=berkas');
  expect(file.text).toContain(reference);
  expect(file.text).not.toContain('Baru');
});
