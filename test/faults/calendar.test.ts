/** A worker killed past a deadline, or during a change of the calendar: the rest is done afterwards, once. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTicket } from '../../tickets/act.ts';
import { editOf } from '../../calendar/edits.ts';
import type { Day } from '../../calendar/rows.ts';
import { movedSince, saveChange, startMoving } from '../../tickets/calendar-change.ts';
import { repair } from '../../tickets/repair.ts';
import { threadOf } from '../../tickets/thread.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { authorOf } from '../support/drafts.ts';
import { waitingTicket } from '../support/given.ts';
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

it(
  "PostgreSQL was down past a ticket's deadline: warns and breaches once, with the true instants",
  { timeout: 120_000 },
  async () => {
    const reference = await waitingTicket(desk);
    // Restart its workflow with a deadline that a test can wait for.
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    const warnAt = new Date(Date.now() + 9000);
    const dueAt = new Date(Date.now() + 10_000);
    await desk.prisma.ticket.update({ where: { reference }, data: { warnAt, dueAt } });
    expect(await repair(desk, reference)).toBe('restarted');
    await worker.kill();
    await sleep(dueAt.getTime() + 500 - Date.now());
    expect(await threadOf(desk.prisma, reference)).toHaveLength(1);

    await worker.start();
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

it(
  'a worker killed while moving deadlines: moves the others afterwards, each ticket once',
  { timeout: 180_000 },
  async () => {
    const references: string[] = [];
    for (let n = 0; n < 40; n++) references.push(await waitingTicket(desk));
    const { warnAt } = await desk.prisma.ticket.findUniqueOrThrow({
      where: { reference: references[0] ?? '' },
    });
    const date = new Date(warnAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const admin = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
    const day: Day = { date, province: '', name: 'Libur mendadak', kind: 'LIBUR_NASIONAL' };
    const edit = editOf([{ table: 'holiday', before: null, after: day }]);
    const id = await desk.prisma.$transaction((tx) => saveChange(tx, edit, admin, null));
    // One ticket can't be written, so that the worker is not done before it is killed.
    const holder = await desk.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM ticket WHERE reference = $1 FOR UPDATE', [references.at(-1)]);
    await startMoving(desk);
    const moved = async () =>
      movedSince(desk.prisma, await desk.prisma.calendarChange.findUniqueOrThrow({ where: { id } }));
    await expect.poll(moved, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await worker.kill();
    await holder.query('ROLLBACK');
    holder.release();

    await worker.start();
    await expect.poll(moved, { timeout: 120_000 }).toBe(references.length);
    for (const reference of references)
      expect((await threadOf(desk.prisma, reference)).map(({ kind }) => kind)).toEqual([
        'RECORDED',
        'DEADLINE_MOVED',
      ]);
  },
);
