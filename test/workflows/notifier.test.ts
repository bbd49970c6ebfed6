import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKick } from '../../activities/notices/kick.ts';
import { watchOutbox } from '../../worker/outbox-watch.ts';
import { notifierId } from '../../workflows/notices.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { waitingTicket } from '../support/given.ts';
import { until } from '../support/until.ts';

let desk: TestDesk;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk.stop());

const toldOf = (reference: string) =>
  until('a notification', async () => (await desk.prisma.notification.count({ where: { reference } })) > 0);

it('notifies of an event soon after its commit', async () => {
  await toldOf(await waitingTicket(desk));
});

it('notifies, at the next kick, of what a dead worker left behind', async () => {
  const reference = await waitingTicket(desk);
  await desk.stopWorkers();
  createKick(desk.client)();
  await until('a waiting notifier', async () => {
    const { status } = await desk.client.workflow.getHandle(notifierId).describe();
    return status.name === 'RUNNING';
  });
  await desk.startWorker();
  await toldOf(reference);
});

it('is woken by the worker for events without a kick', async () => {
  const reference = await waitingTicket(desk);
  await toldOf(reference);
  await desk.prisma.notification.deleteMany({ where: { reference } });
  await desk.client.workflow.getHandle(notifierId).terminate();
  await desk.prisma.outbox.create({ data: { reference, seq: 1 } });
  const stopping = new AbortController();
  const watching = watchOutbox(desk, stopping.signal);
  await toldOf(reference);
  stopping.abort();
  await watching;
});

it('keeps nothing of a ticket in its history', async () => {
  const reference = await waitingTicket(desk, { subject: 'Rahasia', question: 'Sangat rahasia' });
  await toldOf(reference);
  const { events } = await desk.client.workflow.getHandle(notifierId).fetchHistory();
  const payloads = JSON.stringify(events, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
  for (const secret of ['rahasia', 'Rahasia', 'example.id', reference])
    expect(payloads).not.toContain(secret);
});
