/** Real PostgreSQL and Temporal under the supervisor: killed, frozen, and kept from starting. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { embeddedDatabaseUrl } from '../../config/embedded.ts';
import { makeDataDir } from '../../local/data-dir.ts';
import { logFile } from '../../local/output.ts';
import { hasAnswered, spawnPiece, stopPiece, untilReady, type Piece } from '../../local/piece.ts';
import { freePort } from '../../local/ports.ts';
import { initPostgres, postgresPiece, withClient } from '../../local/postgres.ts';
import { identityOf } from '../../local/process.ts';
import { createSupervisor, type Supervisor } from '../../local/supervisor.ts';
import { temporalCli } from '../../local/temporal-cli.ts';
import { temporalPiece } from '../../local/temporal.ts';
import { makeFolder } from '../support/folder.ts';

vi.setConfig({ testTimeout: 120_000 });
const soon = { timeout: 60_000 };

let dataDir: string;
let url: string;
let postgres: Piece;
let supervisor: Supervisor;
let said: string[];
let pids: number[];

beforeEach(async () => {
  dataDir = join(makeFolder(), 'data');
  makeDataDir(dataDir);
  await initPostgres(dataDir);
  const port = await freePort();
  url = embeddedDatabaseUrl(dataDir, port, 'postgres');
  postgres = await postgresPiece(dataDir, port, logFile(dataDir, 'postgresql'));
  [said, pids] = [[], []];
  supervisor = createSupervisor({
    say: (line) => said.push(line),
    restMs: 100,
    askEveryMs: 1000,
    onSpawn: (_, pid) => pids.push(pid),
  });
});
afterEach(() => supervisor.stop());

/** A PostgreSQL backend that runs this until it is ended. @returns its process */
async function backendWith(query: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  client.query(query).catch(() => undefined);
  return rows[0]?.pid ?? 0;
}

const busy = 'SELECT count(*) FROM generate_series(1, 10000) AS a, generate_series(1, 10000000) AS b';

async function frozenAndBusy(): Promise<number[]> {
  const backends = [await backendWith('SELECT 1'), await backendWith(busy)];
  process.kill(backends[0] ?? 0, 'SIGSTOP');
  return backends;
}

const works = () => withClient(url, async (client) => (await client.query('SELECT 1')).rowCount);

test('a killed PostgreSQL restarts although its backends are frozen or busy', async () => {
  await supervisor.start(postgres);
  const backends = await frozenAndBusy();
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => said, soon).toContain('PostgreSQL is ready again');
  expect(said.some((line) => line.endsWith('leftover processes of PostgreSQL'))).toBe(true);
  expect(backends.map(identityOf)).toEqual([null, null]);
  expect(await works()).toBe(1);
});

test('a start ends backends of an earlier PostgreSQL first', async () => {
  const earlier = spawnPiece(postgres);
  await untilReady(postgres, earlier);
  const backends = await frozenAndBusy();
  process.kill(earlier.pid ?? 0, 'SIGKILL');
  await supervisor.start(postgres);
  expect(pids.length).toBe(1);
  expect(backends.map(identityOf)).toEqual([null, null]);
  expect(await works()).toBe(1);
});

test('a stopped PostgreSQL leaves no frozen backend behind', async () => {
  await supervisor.start(postgres);
  const backends = await frozenAndBusy();
  await supervisor.stop();
  expect(backends.map(identityOf)).toEqual([null, null]);
});

test("a PostgreSQL that can't start says why, and starts once the cause is gone", async () => {
  const settings = join(dataDir, 'postgres', 'postgresql.auto.conf');
  const good = readFileSync(settings, 'utf8');
  appendFileSync(settings, 'no_such_setting = 1\n');
  const started = supervisor.start(postgres);
  await expect.poll(() => pids.length, soon).toBeGreaterThan(2);
  writeFileSync(settings, good);
  await started;
  expect(said[0]).toMatch(
    /^PostgreSQL ended before it was ready \(exit code 1\): FATAL: .* contains errors; next try in 0.1 s$/,
  );
  expect(await works()).toBe(1);
});

test('a frozen postmaster is ended and restarted', async () => {
  await supervisor.start(postgres);
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  await expect.poll(() => said, soon).toContain('PostgreSQL is ready again');
  expect(said[0]).toMatch(/^PostgreSQL stopped answering and was ended/);
  expect(await works()).toBe(1);
});

test('a PostgreSQL without a free connection does not count as frozen', async () => {
  const few = ['max_connections=8', 'superuser_reserved_connections=0', 'max_wal_senders=0'];
  const piece = await postgresPiece(dataDir, Number(new URL(url).port), logFile(dataDir, 'postgresql'), few);
  const child = spawnPiece(piece);
  await untilReady(piece, child);
  const connected = () => backendWith('SELECT 1').then(() => 'yes', String);
  await expect.poll(connected, soon).toContain('too many clients');
  expect(await hasAnswered(piece, child)).toBe(true);
  process.kill(child.pid ?? 0, 'SIGSTOP');
  expect(await hasAnswered(piece, child)).toBe(false);
  await stopPiece(piece, child, 0);
});

test('a frozen Temporal is ended and restarted', async () => {
  const [port, uiPort, cli] = [await freePort(), await freePort(), await temporalCli(() => undefined)];
  await supervisor.start(temporalPiece({ cli, dataDir, port, uiPort, output: logFile(dataDir, 'temporal') }));
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  await expect.poll(() => said, soon).toContain('Temporal is ready again');
  expect(said[0]).toMatch(/^Temporal stopped answering and was ended/);
});
