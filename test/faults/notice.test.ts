/** A worker killed between writing an event's outbox row and its notifications: everybody is notified, once. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notifierId } from '../../workflows/notices.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { thread, waitingTicket } from '../support/given.ts';
import { until } from '../support/until.ts';
import { environment } from '../support/web.ts';
import { workerProcess } from './mortal.ts';
import type { Mortal } from './mortal.ts';

let desk: TestDesk;
let worker: Mortal;
beforeAll(async () => {
  desk = await startDesk({ worker: false });
  worker = workerProcess(await environment(desk));
  await worker.start();
}, 120_000);
afterAll(async () => {
  await worker.kill();
  await desk.stop();
});

const waitsForTest = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database()
  WHERE relation = 'notification'::regclass AND NOT granted`;

const notified = async (reference: string) => {
  const where = { reference };
  const rows = await desk.prisma.notification.findMany({ where, include: { account: true } });
  return rows.map(({ account, kind }) => `${account.username} ${kind}`);
};

const mailed = async (reference: string) =>
  (await desk.prisma.mail.findMany({ where: { reference } })).map(({ kind }) => kind).toSorted();

const notifierRuns = async () => {
  try {
    const { status } = await desk.client.workflow.getHandle(notifierId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};

/** A ticket whose worker died before it woke the notifier, within the second that it waits. */
async function untold(): Promise<string> {
  for (;;) {
    if (await notifierRuns()) await desk.client.workflow.getHandle(notifierId).terminate();
    const reference = await waitingTicket(desk);
    await worker.kill();
    if (!(await notifierRuns())) return reference;
    // The machine was too slow for that second: try again.
    await worker.start();
    await expect.poll(() => desk.prisma.outbox.count(), { timeout: 60_000 }).toBe(0);
  }
}

it('the next worker notifies when the notifier was never woken', { timeout: 240_000 }, async () => {
  const reference = await untold();
  expect(await thread(desk.prisma, reference)).toEqual(['RECORDED']);
  expect(await desk.prisma.outbox.count({ where: { reference } })).toBe(1);
  expect([await notified(reference), await mailed(reference)]).toEqual([[], []]);

  await worker.start();
  await expect.poll(() => desk.prisma.outbox.count(), { timeout: 60_000 }).toBe(0);
  expect(await notified(reference)).toEqual(['kppn-008 NEW']);
  expect(await mailed(reference)).toEqual(['NEW', 'RECORDED']);
});

it('the next worker notifies when a run was cut off', { timeout: 240_000 }, async () => {
  const holder = await desk.pool.connect();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE notification IN SHARE MODE');
  const reference = await waitingTicket(desk);
  await until(
    'the notification to be written',
    async () => ((await holder.query(waitsForTest)).rowCount ?? 0) > 0,
  );
  await worker.kill();
  await holder.query('ROLLBACK');
  holder.release();
  expect(await thread(desk.prisma, reference)).toEqual(['RECORDED']);
  // PostgreSQL rolls back the dead worker's transaction once it notices.
  await expect.poll(() => desk.prisma.outbox.count({ where: { reference } })).toBe(1);
  expect([await notified(reference), await mailed(reference)]).toEqual([[], []]);

  await worker.start();
  await expect.poll(() => desk.prisma.outbox.count(), { timeout: 120_000 }).toBe(0);
  expect(await notified(reference)).toEqual(['kppn-008 NEW']);
  expect(await mailed(reference)).toEqual(['NEW', 'RECORDED']);
  // A later event gets its notifications, and the earlier ones come only once.
  const later = await waitingTicket(desk);
  await expect.poll(() => notified(later), { timeout: 60_000 }).toEqual(['kppn-008 NEW']);
  expect(await notified(reference)).toEqual(['kppn-008 NEW']);
  expect(await mailed(reference)).toEqual(['NEW', 'RECORDED']);
});
