/** The sweeping schedule, on a real Temporal with a real worker. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { until } from '../support/until.ts';
import { waitingTicket } from '../support/given.ts';
import { ensureSchedules } from '../../worker/schedules.ts';

let desk: TestDesk;
let accountId: string;
beforeAll(async () => {
  desk = await startDesk();
  const account = { username: 'satker-527010' };
  ({ id: accountId } = await desk.prisma.account.findUniqueOrThrow({ where: account }));
});
afterAll(() => desk.stop());

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

/** A file waiting since then. @returns its id */
async function waiting(createdAt: Date): Promise<string> {
  const key = await stored(createdAt);
  const data = { accountId, name: 'a.pdf', kind: 'PDF' as const, size: 3, sha256: '', key, createdAt };
  return (await desk.prisma.attachment.create({ data })).id;
}

/** A file of that day without a row. @returns its key */
async function stored(day: Date): Promise<string> {
  const key = `lampiran/${day.toISOString().slice(0, 10)}/${randomUUID()}`;
  await desk.storage.put(key, Readable.from([Buffer.from('isi')]));
  return key;
}

const keyOf = async (id: string) => (await desk.prisma.attachment.findUnique({ where: { id } }))?.key ?? null;

const isStored = (key: string) =>
  desk.storage.get(key).then(
    (content) => !content.destroy().readableEnded,
    () => false,
  );

it('exists once however many workers create it, and sweeps unused files', async () => {
  await Promise.all([ensureSchedules(desk.client), ensureSchedules(desk.client)]);
  await ensureSchedules(desk.client);
  const ids: string[] = [];
  for await (const { scheduleId } of desk.client.schedule.list()) ids.push(scheduleId);
  expect(new Set(ids).size).toBe(ids.length);
  const handle = desk.client.schedule.getHandle('sweep');
  expect((await handle.describe()).spec.intervals?.[0]?.every).toBe(3_600_000);

  const linked = await waiting(ago(3));
  const reference = await waitingTicket(desk, { attachments: [linked] });
  const other = await waitingTicket(desk);
  const look = (seen: string, lookedAt: Date) => ({ accountId, reference: seen, seq: 1, lookedAt });
  await desk.prisma.ticketLook.createMany({ data: [look(reference, ago(89)), look(other, ago(91))] });
  const kept = await waiting(ago(3));
  await desk.prisma.keptForm.create({ data: { accountId, fields: { lampiranId: `x ${kept}` } } });
  const reserved = await waiting(ago(3));
  const reservation = { reference: 'HAI-101000000', accountId, requestKey: randomUUID() };
  await desk.prisma.reservation.create({ data: { ...reservation, input: { attachments: [reserved] } } });
  const fresh = await waiting(ago(0.9));
  const old = await waiting(ago(1.1));
  const oldKey = (await keyOf(old)) ?? '';
  const [orphan, youngOrphan] = [await stored(ago(9)), await stored(ago(2))];
  const form = { accountId, fields: {}, createdAt: ago(8) };
  const { id: oldForm } = await desk.prisma.keptForm.create({ data: form });
  const request = {
    accountId,
    path: '/pengguna',
    requestKey: 'k',
    location: '/',
    digest: '',
    createdAt: ago(8),
  };
  await desk.prisma.doneRequest.create({ data: request });
  const read = { accountId, reference, seq: 1, kind: 'RECORDED' as const, readAt: ago(91) };
  const { id: readLongAgo } = await desk.prisma.notification.create({ data: read });

  await handle.trigger();
  await until('the sweep', async () => !(await isStored(orphan)));
  expect(await keyOf(old)).toBeNull();
  expect(await isStored(oldKey)).toBe(false);
  for (const id of [linked, kept, reserved, fresh])
    expect(await isStored((await keyOf(id)) ?? '')).toBe(true);
  expect(await isStored(youngOrphan)).toBe(true);
  expect(await desk.prisma.keptForm.findUnique({ where: { id: oldForm } })).toBeNull();
  expect(await desk.prisma.doneRequest.count()).toBe(0);
  expect(await desk.prisma.ticketLook.findMany()).toMatchObject([{ reference }]);
  const isTold = () => desk.prisma.notification.findUnique({ where: { id: readLongAgo } });
  await expect.poll(isTold).toBeNull();
});
