import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { listenForAnnouncements } from '../../tickets/announcements.ts';
import { signature, waitingTicket } from '../support/given.ts';
import { follow } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { serveApp, startWeb } from '../support/web.ts';
import type { ServedApp, TestWeb } from '../support/web.ts';

let web: TestWeb;
/** A second web process beside the first. */
let beside: ServedApp;
beforeAll(async () => {
  web = await startWeb();
  beside = await serveApp(web);
  // A process that starts listening tells every page that it may have missed something.
  const listening = () => web.prisma.$queryRaw<unknown[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN ticket%'`;
  await until('the three that listen', async () => (await listening()).length === 3);
});
afterAll(async () => {
  await beside.close();
  await web.stop();
});

const answer = async (reference: string, officer = 'CSO 1 Pekanbaru', username = 'kppn-008') => {
  const visitor = await web.as(username);
  const fields = { jawaban: 'Sudah terbit.', ...(await signature(web.prisma, officer)) };
  expect((await visitor.post(`/tiket/${reference}/jawaban`, fields)).status).toBe(303);
};

// First in this file, because late announcements of earlier tickets would be counted.
it('updates only the lists of those who see the ticket', async () => {
  const [own, all, strange] = [
    await follow(await web.as('kanwil-riau'), '/peristiwa'),
    await follow(await beside.as('pusat'), '/peristiwa'),
    await follow(await web.as('kppn-063'), '/peristiwa'),
  ];
  await waitingTicket(web);
  await Promise.all([own.until(1), all.until(1)]);
  await waitingTicket(web, {
    partnerKppnId: 'KPPN-063',
    satkerId: 'SATKER-690010',
    viewerIds: ['SATKER-690010', 'KPPN-063'],
  });
  await Promise.all([strange.until(1), all.until(2)]);
  expect([own.seen(), all.seen(), strange.seen()]).toEqual([1, 2, 1]);
  await Promise.all([own.close(), all.close(), strange.close()]);
});

it("updates the ticket's page when somebody else acts, in every web process", async () => {
  const reference = await waitingTicket(web);
  const path = `/tiket/${reference}/peristiwa`;
  // A page that opens the ticket is itself announced to the ticket's pages.
  const asker = await follow(await web.as('satker-527010'), path);
  await asker.until(1);
  const supervisor = await follow(await beside.as('pengawas-008'), path);
  await Promise.all([asker.until(2), supervisor.until(1)]);
  await answer(reference);
  await Promise.all([asker.until(3), supervisor.until(2)]);
  await Promise.all([asker.close(), supervisor.close()]);
});

it("updates a ticket's page only for this ticket", async () => {
  const list = await follow(await web.as('kppn-008'), '/peristiwa');
  const watched = await waitingTicket(web);
  await list.until(1);
  const other = await waitingTicket(web);
  await list.until(2);
  const stream = await follow(await web.as('kppn-008'), `/tiket/${watched}/peristiwa`);
  // Its own opening is announced to it.
  await stream.until(1);
  await answer(other);
  await list.until(3);
  expect(stream.seen()).toBe(1);
  await answer(watched);
  await Promise.all([stream.until(2), list.until(4)]);
  await Promise.all([stream.close(), list.close()]);
});

it("updates HAI's lists when a ticket is sent to HAI", async () => {
  const reference = await waitingTicket(web);
  const hai = await follow(await web.as('hai'), '/peristiwa');
  const officer = await web.as('kppn-008');
  await officer.postAndFollow(`/tiket/${reference}/eskalasi`, await signature(web.prisma, 'CSO 1 Pekanbaru'));
  await hai.until(1);
  await hai.close();
});

it('reveals nothing about the ticket', async () => {
  const response = await (await web.as('kppn-008')).open('/peristiwa');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toMatch(/no-(cache|store)/);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await waitingTicket(web, { subject: 'Rahasia unit' });
  let text = '';
  while (!text.includes('berubah\ndata: \n\n')) text += (await reader?.read())?.value ?? '';
  // The bell may ring on the same stream, before or after.
  expect(text.replaceAll(/event: (berubah|pemberitahuan)\ndata: \n\n|: \n\n/g, '')).toBe('');
  await reader?.cancel();
});

it('ends at once, even before it has begun to listen', async () => {
  await listenForAnnouncements(web.url).close();
});

test.each([
  ['/peristiwa', 401],
  ['/tiket/HAI-101000000/peristiwa', 401],
])('%s needs a log-in', async (path, status) => {
  const response = await web.visitor().get(path, { Accept: 'text/event-stream' });
  expect(response.status).toBe(status);
});
