/** A long list whose worker is killed in the middle: another goes on where it stood (issue "PDF and EXCEL"). */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended, keysOf, ordered } from '../support/exports.ts';
import { manyTickets } from '../support/many-tickets.ts';
import { until } from '../support/until.ts';
import { environment, serveApp } from '../support/web.ts';
import type { ServedApp } from '../support/web.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let app: ServedApp;
beforeAll(async () => {
  desk = await startDesk({ worker: false });
  app = await serveApp(desk);
  await manyTickets(desk.pool, { count: 40_000 });
}, 120_000);
afterAll(async () => {
  await app.close();
  await desk.stop();
});

it('goes on with the parts that are there', { timeout: 120_000 }, async () => {
  const worker = fork('worker/main.ts', {
    env: { ...process.env, ...(await environment(desk)) },
    silent: true,
  });
  await once(worker, 'message');
  const row = await ordered(desk, await app.as('kppn-008'), { format: 'xlsx' });
  await until('two parts', async () => {
    const { collected, total } = await desk.prisma.export.findUniqueOrThrow({ where: { id: row.id } });
    return collected >= 10_000 && collected < total;
  });
  const died = once(worker, 'exit');
  worker.kill('SIGKILL');
  await died;
  const { collected } = await desk.prisma.export.findUniqueOrThrow({ where: { id: row.id } });
  const before = (await desk.prisma.exportPart.findMany({ where: { exportId: row.id, rows: { not: null } } }))
    .length;
  expect(collected).toBe(before * 5000);
  expect(before).toBeLessThan(8);

  await desk.startWorker();
  const whole = await ended(desk, row);
  expect(whole).toMatchObject({ status: 'COMPLETED', total: 40_000, collected: 40_000, written: 40_000 });
  await until('its parts to go', async () => (await keysOf(desk, row)).join() === 'berkas.xlsx');

  const { events } = await desk.client.workflow.getHandle(`unduhan-${row.id}`).fetchHistory();
  const scheduled = (events ?? []).flatMap(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
  );
  expect(scheduled).toEqual(['chooseRows', ...Array<string>(8).fill('collectRows'), 'writeFile']);
  const tries = (events ?? []).flatMap((event) => event.activityTaskStartedEventAttributes?.attempt ?? []);
  // The choice and the parts that were there were made once; only the step in which the worker died was made again.
  expect(tries.slice(0, 1 + before)).toEqual(Array<number>(1 + before).fill(1));
  expect(tries.filter((attempt) => attempt > 1).length).toBeLessThanOrEqual(1);
});
