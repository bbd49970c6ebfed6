import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitingTicket } from '../support/given.ts';
import { follow } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { serveApp, startWeb } from '../support/web.ts';
import type { ServedApp, TestWeb } from '../support/web.ts';
import type { Visitor } from '../support/visitor.ts';

let web: TestWeb;
/** A second web process beside the first. */
let beside: ServedApp;
beforeAll(async () => {
  web = await startWeb();
  beside = await serveApp(web);
});
afterAll(async () => {
  await beside.close();
  await web.stop();
});

const noticeAt = async (visitor: Visitor, reference: string) =>
  (await visitor.getPart(`/tiket/${reference}?segar=1`)).one('#sedang-dibuka');
const shown = (visitor: Visitor, reference: string, text: string | null) =>
  until(`${text}`, async () => (await noticeAt(visitor, reference)) === text);

it('tells colleagues who has the ticket open, in every web process, until the page is left', async () => {
  const reference = await waitingTicket(web);
  const [officer, supervisor, second] = [
    await web.as('kppn-008'),
    await beside.as('pengawas-008'),
    await beside.as('kppn-008'),
  ];
  const account = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
  const watching = await follow(supervisor, `/tiket/${reference}/peristiwa`);
  const opened = await follow(officer, `/tiket/${reference}/peristiwa`);
  await shown(supervisor, reference, `${account.displayName} sedang membuka tiket ini.`);
  await watching.until(1);
  await until('the other session', async () =>
    (await noticeAt(second, reference))?.includes(`${account.displayName} (sesi lain)`),
  );
  const supervisors = await web.prisma.account.findUniqueOrThrow({ where: { username: 'pengawas-008' } });
  expect(await noticeAt(officer, reference)).toBe(`${supervisors.displayName} sedang membuka tiket ini.`);
  await opened.close();
  await shown(supervisor, reference, null);
  await watching.close();
  await until('no row', async () => (await web.prisma.ticketOpen.count({ where: { reference } })) === 0);
});

it('is not told to other units that see the ticket, nor of a page that gave no sign of life', async () => {
  const reference = await waitingTicket(web);
  const opened = await follow(await web.as('kppn-008'), `/tiket/${reference}/peristiwa`);
  const supervisor = await web.as('pengawas-008');
  await until('the colleague', () => noticeAt(supervisor, reference));
  for (const username of ['satker-527010', 'kanwil-riau', 'pusat'])
    expect(await noticeAt(await web.as(username), reference)).toBeNull();
  const seenAt = new Date(Date.now() - 60_000);
  await web.prisma.ticketOpen.updateMany({ where: { reference }, data: { seenAt } });
  expect(await noticeAt(supervisor, reference)).toBeNull();
  await opened.close();
});

it('refreshes no list', async () => {
  const reference = await waitingTicket(web);
  const pusat = await web.as('pusat');
  const list = await follow(pusat, '/peristiwa');
  const page = await follow(await beside.as('pengawas-008'), `/tiket/${reference}/peristiwa`);
  const opened = await follow(await web.as('kppn-008'), `/tiket/${reference}/peristiwa`);
  await page.until(1);
  await waitingTicket(web);
  await list.until(1);
  expect(list.seen()).toBe(1);
  await Promise.all([list.close(), page.close(), opened.close()]);
});
