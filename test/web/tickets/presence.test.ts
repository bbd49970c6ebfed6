import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signature, waitingTicket } from '../../support/given.ts';
import { follow } from '../../support/stream.ts';
import { until } from '../../support/until.ts';
import { serveApp, startWeb } from '../../support/web.ts';
import type { ServedApp, TestWeb } from '../../support/web.ts';
import type { Visitor } from '../../support/visitor.ts';

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

it('colleagues see who has the ticket open, in every web process, until the page is closed', async () => {
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

describe('the officer who signed', () => {
  /** This officer answers another ticket, then opens `reference`. */
  async function openAfterSigning(visitor: Visitor, reference: string, officer: string) {
    const other = await waitingTicket(web);
    const fields = { jawaban: 'Sudah terbit.', ...(await signature(web.prisma, officer)) };
    expect((await visitor.post(`/tiket/${other}/jawaban`, fields)).status).toBe(303);
    return follow(visitor, `/tiket/${reference}/peristiwa`);
  }
  const officerShown = 'CSO 1 Pekanbaru (kppn-008) sedang membuka tiket ini.';
  const accountShown = 'KPPN Pekanbaru sedang membuka tiket ini.';

  it('is named to colleagues: the latest one, and only in this session', async () => {
    const reference = await waitingTicket(web);
    const [officer, supervisor, second] = [
      await web.as('kppn-008'),
      await beside.as('pengawas-008'),
      await web.as('kppn-008'),
    ];
    const opened = await openAfterSigning(officer, reference, 'CSO 1 Pekanbaru');
    await shown(supervisor, reference, officerShown);
    expect(await noticeAt(second, reference)).toBe(officerShown);
    const other = await follow(second, `/tiket/${reference}/peristiwa`);
    await shown(
      supervisor,
      reference,
      'CSO 1 Pekanbaru (kppn-008), KPPN Pekanbaru sedang membuka tiket ini.',
    );
    await other.close();
    const again = await openAfterSigning(officer, reference, 'SSO 1 Pekanbaru');
    await shown(supervisor, reference, 'SSO 1 Pekanbaru (kppn-008) sedang membuka tiket ini.');
    await Promise.all([opened.close(), again.close()]);
  });

  it('is no longer named half an hour later, when disabled, or in another unit; a wrong password names nobody', async () => {
    const reference = await waitingTicket(web);
    const [officer, supervisor] = [await web.as('kppn-008'), await web.as('pengawas-008')];
    const { petugas } = await signature(web.prisma, 'CSO 1 Pekanbaru');
    const wrong = { petugas, passwordCso: 'salah' };
    expect((await officer.post(`/tiket/${reference}/eskalasi`, wrong)).status).toBe(422);
    const before = await follow(officer, `/tiket/${reference}/peristiwa`);
    await shown(supervisor, reference, accountShown);
    const opened = await openAfterSigning(officer, reference, 'CSO 1 Pekanbaru');
    await shown(supervisor, reference, officerShown);
    const named = () => noticeAt(supervisor, reference);
    const where = { id: petugas };
    await web.prisma.officer.update({ where, data: { disabledAt: new Date() } });
    expect(await named()).toBe(accountShown);
    await web.prisma.officer.update({ where, data: { disabledAt: null, unitId: 'KPPN-063' } });
    expect(await named()).toBe(accountShown);
    await web.prisma.officer.update({ where, data: { unitId: 'KPPN-008' } });
    expect(await named()).toBe(officerShown);
    const signedAt = new Date(Date.now() - 31 * 60_000);
    await web.prisma.session.updateMany({ where: { officerId: petugas }, data: { signedAt } });
    expect(await named()).toBe(accountShown);
    await Promise.all([before.close(), opened.close()]);
  });

  it('signs again later, and is named again', async () => {
    const reference = await waitingTicket(web);
    const [officer, supervisor] = [await web.as('kppn-008'), await web.as('pengawas-008')];
    const first = await openAfterSigning(officer, reference, 'CSO 1 Pekanbaru');
    const signedAt = new Date(Date.now() - 31 * 60_000);
    await web.prisma.session.updateMany({ where: { officerId: { not: null } }, data: { signedAt } });
    await shown(supervisor, reference, accountShown);
    const second = await openAfterSigning(officer, reference, 'CSO 1 Pekanbaru');
    await shown(supervisor, reference, officerShown);
    await Promise.all([first.close(), second.close()]);
  });

  it('is not shown to other units', async () => {
    const reference = await waitingTicket(web);
    const opened = await openAfterSigning(await web.as('kppn-008'), reference, 'CSO 1 Pekanbaru');
    await shown(await web.as('pengawas-008'), reference, officerShown);
    for (const username of ['satker-527010', 'kanwil-riau', 'pusat'])
      expect(await noticeAt(await web.as(username), reference)).toBeNull();
    await opened.close();
  });

  it('disappears with the log-out', async () => {
    const reference = await waitingTicket(web);
    const [officer, supervisor] = [await web.as('kppn-008'), await web.as('pengawas-008')];
    const opened = await openAfterSigning(officer, reference, 'CSO 1 Pekanbaru');
    await shown(supervisor, reference, officerShown);
    await officer.post('/keluar');
    expect(await noticeAt(supervisor, reference)).toBeNull();
    await opened.close();
  });
});

it('other units that see the ticket see nobody, and a page without renewals is not shown', async () => {
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
