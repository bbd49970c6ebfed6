/** A long list whose worker is killed midway: another one continues it (issue "PDF and EXCEL"). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended, keysOf, ordered } from '../support/exports.ts';
import { manyTickets } from '../support/many-tickets.ts';
import { until } from '../support/until.ts';
import { environment, serveApp } from '../support/web.ts';
import type { ServedApp } from '../support/web.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { workerProcess } from './mortal.ts';
import type { Mortal } from './mortal.ts';

let desk: TestDesk;
let app: ServedApp;
let worker: Mortal;
beforeAll(async () => {
  desk = await startDesk({ worker: false });
  worker = workerProcess(await environment(desk));
  app = await serveApp(desk);
  // A list without a filter is read by who may see a ticket, not through the search.
  await manyTickets(desk.pool, { count: 20_000, searchable: false });
}, 120_000);
afterAll(async () => {
  await worker.kill();
  await app.close();
  await desk.stop();
});

/** While somebody holds this PostgreSQL lock, the third part is collected but not written. */
const hold = 3;
const beforeThird = `
  CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(${hold}); RETURN NEW; END $$;
  CREATE TRIGGER third BEFORE UPDATE ON export_part FOR EACH ROW WHEN (NEW.number = 3) EXECUTE FUNCTION wait_for_test();
  SELECT pg_advisory_lock(${hold})`;
const waitsForTest = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database()
  WHERE locktype = 'advisory' AND NOT granted`;

it('another worker continues an export with the parts that exist', { timeout: 120_000 }, async () => {
  const holder = await desk.pool.connect();
  await holder.query(beforeThird);
  await worker.start();
  const row = await ordered(desk, await app.as('kppn-008'), { format: 'xlsx' });
  await until('the third part', async () => {
    const { rows } = await holder.query(waitsForTest);
    return rows.length > 0;
  });
  await worker.kill();
  await holder.query('SELECT pg_advisory_unlock($1)', [hold]);
  holder.release();
  const { collected } = await desk.prisma.export.findUniqueOrThrow({ where: { id: row.id } });
  expect(collected).toBe(10_000);

  await desk.startWorker();
  const whole = await ended(desk, row);
  expect(whole).toMatchObject({ status: 'COMPLETED', total: 20_000, collected: 20_000, written: 20_000 });
  await until('its parts to go', async () => (await keysOf(desk, row)).join() === 'berkas.xlsx');

  const handle = desk.client.workflow.getHandle(`unduhan-${row.id}`);
  await handle.result();
  const { events } = await handle.fetchHistory();
  const scheduled = (events ?? []).flatMap(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
  );
  expect(scheduled).toEqual(['chooseRows', ...Array<string>(4).fill('collectRows'), 'writeFile']);
  const tries = (events ?? []).flatMap((event) => event.activityTaskStartedEventAttributes?.attempt ?? []);
  // Only the step in which the worker died was repeated.
  expect(tries.map((attempt) => attempt > 1)).toEqual(scheduled.map((_step, at) => at === 3));
});
