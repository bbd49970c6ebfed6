/** PostgreSQL that can be read but not written, or whose answer to a COMMIT is lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { log } from '../../config/log.ts';
import { withClient } from '../../local/postgres.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { signature, thread, waitingTicket } from '../support/given.ts';
import { startProxy } from '../support/proxy.ts';
import type { Proxy } from '../support/proxy.ts';
import type { Fields } from '../support/visitor.ts';
import { serveApp } from '../support/web.ts';
import type { ServedApp } from '../support/web.ts';
import { portOf, throughPort } from './behind-proxies.ts';

let desk: TestDesk;
let proxy: Proxy;
let app: ServedApp;
beforeAll(async () => {
  log.level = 'silent';
  desk = await startDesk();
  proxy = await startProxy(portOf(desk.url));
  // The worker connects directly: the proxy only cuts the web's connections.
  app = await serveApp({ ...desk, url: throughPort(desk.url, proxy.port) });
  await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = TG_ARGV[0]; END $$`);
});
afterEach(restore);
afterAll(async () => {
  await app.close();
  await proxy.close();
  await desk.stop();
});

/** On its own connection, which may write whatever the database's settings. */
const sql = (...statements: string[]): Promise<void> =>
  withClient(desk.url, async (client) => {
    await client.query('SET default_transaction_read_only = off');
    for (const statement of statements) await client.query(statement);
  });

/** Changes a setting for all connections of the database, and waits until the pools have dropped the old ones. */
async function configure(setting: string): Promise<void> {
  await sql(
    `ALTER DATABASE ${new URL(desk.url).pathname.slice(1)} ${setting}`,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect.poll(() => Promise.all([1, 2, 3].map(() => desk.pool.query('SELECT 1')))).toHaveLength(3);
}

/** Undoes the failures. */
async function restore(): Promise<void> {
  for (const table of written) await sql(`DROP TRIGGER IF EXISTS refuse ON ${table}`);
  await configure('RESET ALL');
}

const readOnly = 'SET default_transaction_read_only = on';
const noRoom = 'SET temp_file_limit = 0';

const written = ['reservation', 'ticket_event'];

/** Makes every COMMIT of an act fail with this error. */
async function refuseCommits(code: string): Promise<void> {
  for (const table of written)
    await sql(`CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON ${table} INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION refuse('${code}')`);
}

const question = async (): Promise<Fields> => {
  const email = 'penanya@satker-527010.example.id';
  const { id } = await desk.prisma.customer.findUniqueOrThrow({ where: { email } });
  const subjek = `Subjek ${randomUUID()}`;
  const penanya = String(id);
  return { permintaan: randomUUID(), subjek, penanya, pertanyaan: 'Bagaimana?', layanan: 'MPN_G2' };
};

const answerOf = async (): Promise<Fields> => ({
  permintaan: randomUUID(),
  jawaban: 'Jawaban saya',
  ...(await signature(desk.prisma, 'CSO 1 Pekanbaru')),
});

describe.each([
  ['is read-only', () => configure(readOnly)],
  ['has a full disk', () => refuseCommits('53100')],
  ['has no memory left', () => refuseCommits('53200')],
  ['cannot write to its disk', () => refuseCommits('58030')],
  ['aborts the transaction in a deadlock', () => refuseCommits('40P01')],
])('PostgreSQL that %s', (_, fail) => {
  it('keeps what was typed; sent again, each act is done once', async () => {
    const reference = await waitingTicket(desk);
    const [satker, officer] = [await app.as('satker-527010'), await app.as('kppn-008')];
    const [asked, answer] = [await question(), await answerOf()];
    await fail();
    const [recorded, answered] = await Promise.all([
      satker.post('/tiket', asked),
      officer.post(`/tiket/${reference}/jawaban`, answer),
    ]);
    for (const told of [recorded, answered]) {
      expect(told.status).toBe(503);
      expect(told.one('form.panel button')).toBe('Kirim ulang');
    }
    expect(recorded.fields('form.panel')).toEqual(asked);
    expect(answered.fields('form.panel')).toEqual({ ...answer, passwordCso: '' });

    await restore();
    const signed = { ...answered.fields('form.panel'), passwordCso: 'demo-cso' };
    for (let times = 0; times < 2; times++) {
      const sent = [
        () => satker.post('/tiket', recorded.fields('form.panel')),
        () => officer.post(`/tiket/${reference}/jawaban`, signed),
      ];
      for (const again of sent)
        await expect.poll(async () => (await again()).status, { timeout: 30_000 }).toBe(303);
    }
    expect(await desk.prisma.ticket.count({ where: { subject: asked['subjek'] ?? '' } })).toBe(1);
    expect(await thread(desk.prisma, reference)).toEqual(['RECORDED', 'ANSWERED']);
  });
});

it('an act whose COMMIT was not confirmed is found when it is sent again', async () => {
  const satker = await app.as('satker-527010');
  const asked = await question();
  proxy.cutAfter('COMMIT');
  const recorded = await satker.post('/tiket', asked);
  expect(recorded.status).toBe(503);
  const requestKey = asked['permintaan'] ?? '';
  expect(await desk.prisma.reservation.count({ where: { requestKey } })).toBe(1);
  expect((await satker.post('/tiket', recorded.fields('form.panel'))).status).toBe(303);
  expect(await desk.prisma.ticket.count({ where: { subject: asked['subjek'] ?? '' } })).toBe(1);
});

it.each([
  ['is read-only', readOnly],
  ['has no room for a file', noRoom],
])('a web process whose PostgreSQL %s is not ready until that is over', async (_, setting) => {
  const status = async () => (await app.visitor().get('/readyz')).status;
  await expect.poll(status).toBe(200);
  const satker = await app.as('satker-527010');
  await configure(setting);
  // Reading works all the while.
  await expect.poll(async () => [(await satker.get('/')).status, await status()]).toEqual([200, 503]);
  await configure('RESET ALL');
  await expect.poll(status).toBe(200);
});

it('a fault of ours keeps what was typed, too', async () => {
  const reference = await waitingTicket(desk);
  const officer = await app.as('kppn-008');
  const answer = await answerOf();
  await sql('ALTER TABLE officer RENAME TO elsewhere');
  const failed = await officer.post(`/tiket/${reference}/jawaban`, answer);
  await sql('ALTER TABLE elsewhere RENAME TO officer');
  expect(failed.status).toBe(500);
  expect(failed.one('form.panel button')).toBe('Kirim ulang');
  expect(failed.fields('form.panel')).toEqual({ ...answer, passwordCso: '' });
  const signed = { ...failed.fields('form.panel'), passwordCso: 'demo-cso' };
  expect((await officer.post(`/tiket/${reference}/jawaban`, signed)).status).toBe(303);
});
