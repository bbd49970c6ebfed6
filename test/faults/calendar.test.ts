import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../config/env.ts';
import { changeKey } from '../../domain/moved-deadline.ts';
import { answerTicket } from '../../tickets/act.ts';
import { movedBy, saveChange, startMoving } from '../../tickets/calendar-change.ts';
import { repair } from '../../tickets/repair.ts';
import { threadOf } from '../../tickets/thread.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { authorOf } from '../support/drafts.ts';
import { waitingTicket } from '../support/given.ts';

/** A worker of its own process, killed as the machine would: it says nothing before it is gone. */

let desk: TestDesk;
let worker: ChildProcess;
beforeAll(async () => {
  desk = await startDesk({ worker: false });
  worker = await startWorker();
});
afterAll(async () => {
  await kill();
  await desk.stop();
});

async function startWorker(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['worker/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: desk.url,
      TEMPORAL_ADDRESS: desk.address,
      TEMPORAL_NAMESPACE: desk.namespace,
      DATA_DIR: desk.dataDir,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(started, 'message');
  return started;
}

async function kill(): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

it(
  'over its deadline, a ticket is warned of and breached once, with the true instants',
  { timeout: 120_000 },
  async () => {
    const reference = await waitingTicket(desk);
    // Its workflow is started again with a deadline that a test can wait for.
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    const warnAt = new Date(Date.now() + 9000);
    const dueAt = new Date(Date.now() + 10_000);
    await desk.prisma.ticket.update({ where: { reference }, data: { warnAt, dueAt } });
    expect(await repair(desk, reference)).toBe('restarted');
    await kill();
    await sleep(dueAt.getTime() + 500 - Date.now());
    expect(await threadOf(desk.prisma, reference)).toHaveLength(1);

    worker = await startWorker();
    await expect
      .poll(async () => (await threadOf(desk.prisma, reference)).length, { timeout: 60_000 })
      .toBe(3);
    const author = await authorOf(desk.prisma, 'KPPN-008');
    const act = { reference, key: randomUUID(), author, body: 'Mohon maaf.', deadline: Date.now() + 20_000 };
    await answerTicket(desk, act);
    await desk.client.workflow.getHandle(reference).result();
    expect((await threadOf(desk.prisma, reference)).map(({ kind, at }) => [kind, at]).slice(1, 3)).toEqual([
      ['SLA_WARNED', warnAt.toISOString()],
      ['SLA_BREACHED', dueAt.toISOString()],
    ]);
    expect(await threadOf(desk.prisma, reference)).toHaveLength(4);
  },
);

it('midway, the others are moved after it, each ticket once', { timeout: 180_000 }, async () => {
  const references: string[] = [];
  for (let n = 0; n < 40; n++) references.push(await waitingTicket(desk));
  const { warnAt } = await desk.prisma.ticket.findUniqueOrThrow({
    where: { reference: references[0] ?? '' },
  });
  const date = new Date(new Date(warnAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10));
  const admin = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const edit = {
    summary: 'Libur mendadak',
    detail: [],
    apply: async (tx: Parameters<typeof saveChange>[0]) =>
      void (await tx.holiday.create({ data: { date, name: 'Libur', kind: 'LIBUR_NASIONAL' } })),
  };
  const id = await desk.prisma.$transaction((tx) => saveChange(tx, edit, admin, null));
  // One ticket can't be written, so that the worker is not done before it is killed.
  const holder = await desk.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM ticket WHERE reference = $1 FOR UPDATE', [references.at(-1)]);
  await startMoving(desk);
  const moved = () => movedBy(desk.prisma, changeKey(id));
  await expect.poll(moved, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
  await kill();
  await holder.query('ROLLBACK');
  holder.release();

  worker = await startWorker();
  await expect.poll(moved, { timeout: 120_000 }).toBe(references.length);
  for (const reference of references)
    expect((await threadOf(desk.prisma, reference)).map(({ kind }) => kind)).toEqual([
      'RECORDED',
      'DEADLINE_MOVED',
    ]);
});
