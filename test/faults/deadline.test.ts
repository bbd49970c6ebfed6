/**
 * Servers that are down at the moment of a deadline: warning and breach come right afterwards, once, with the true
 * instants.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTicket } from '../../tickets/act.ts';
import { repair } from '../../tickets/repair.ts';
import { threadOf } from '../../tickets/thread.ts';
import { authorOf } from '../support/drafts.ts';
import { waitingTicket } from '../support/given.ts';
import type { Mortal } from './mortal.ts';
import { startOwnServers } from './own-servers.ts';
import type { OwnServers } from './own-servers.ts';

let all: OwnServers;
beforeAll(async () => (all = await startOwnServers()), 180_000);
afterAll(() => all.stop());

/** Milliseconds until a test's deadline: enough time to kill something first. */
const ahead = 15_000;

/** A ticket whose workflow is restarted with a deadline that a test can wait for. */
async function dueSoon(): Promise<{ reference: string; warnAt: Date; dueAt: Date }> {
  const reference = await waitingTicket(all);
  await all.client.workflow.getHandle(reference).terminate('for the test');
  const [warnAt, dueAt] = [new Date(Date.now() + ahead), new Date(Date.now() + ahead + 500)];
  await all.prisma.ticket.update({ where: { reference }, data: { warnAt, dueAt } });
  expect(await repair(all, reference)).toBe('restarted');
  return { reference, warnAt, dueAt };
}

const alarms = async (reference: string) =>
  (await threadOf(all.prisma, reference)).map(({ kind, at }) => [kind, at]).slice(1);

/** The notifications of it to KPPN 008, its pengawas and Kantor Pusat. */
const toldOf = async (reference: string) => {
  const told = await all.prisma.notification.findMany({
    where: { reference, kind: { in: ['SLA_WARNED', 'SLA_BREACHED'] } },
    include: { account: { select: { username: true } } },
  });
  return told.map(({ kind, account }) => `${account.username} ${kind}`).toSorted();
};

const outages: [string, (servers: OwnServers) => Mortal[]][] = [
  ['PostgreSQL', ({ postgres }) => [postgres]],
  ['the Temporal server', ({ temporal }) => [temporal]],
  ['the worker', ({ worker }) => [worker]],
  [
    'PostgreSQL, the Temporal server and the worker',
    ({ postgres, temporal, worker }) => [worker, temporal, postgres],
  ],
];

it.each(outages)(
  'notifies once, with the true instants, after %s was down',
  { timeout: 180_000 },
  async (_, of) => {
    const answered = await dueSoon();
    const author = await authorOf(all.prisma, 'KPPN-008');
    const answer = () => ({ key: randomUUID(), author, body: 'Mohon maaf.', deadline: Date.now() + 20_000 });
    await answerTicket(all, { reference: answered.reference, ...answer() });
    const { reference, warnAt, dueAt } = await dueSoon();
    const away = of(all);
    for (const piece of away) await piece.kill();
    expect(Date.now(), 'too late for this test').toBeLessThan(warnAt.getTime());
    await sleep(dueAt.getTime() + 1000 - Date.now());

    for (const piece of away.toReversed()) await piece.start();
    const expected = [
      ['SLA_WARNED', warnAt.toISOString()],
      ['SLA_BREACHED', dueAt.toISOString()],
    ];
    await expect.poll(() => alarms(reference).catch(() => null), { timeout: 60_000 }).toEqual(expected);
    const told = [
      'kppn-008 SLA_BREACHED',
      'kppn-008 SLA_WARNED',
      'pengawas-008 SLA_BREACHED',
      'pengawas-008 SLA_WARNED',
      'pusat SLA_BREACHED',
    ];
    await expect.poll(() => toldOf(reference), { timeout: 60_000 }).toEqual(told);

    // Until its end nothing comes twice; the other ticket, answered before, gets no warning.
    await answerTicket(all, { reference, ...answer() });
    await all.client.workflow.getHandle(reference).result();
    expect((await alarms(reference)).slice(0, -1)).toEqual(expected);
    expect((await alarms(answered.reference)).map(([kind]) => kind)).toEqual(['ANSWERED']);
    await expect.poll(() => all.prisma.outbox.count(), { timeout: 60_000 }).toBe(0);
    expect(await toldOf(reference)).toEqual(told);
    expect(await toldOf(answered.reference)).toEqual([]);
  },
);
