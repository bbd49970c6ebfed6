import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedDatabaseUrl } from '../../config/embedded.ts';
import { ROOT } from '../../config/env.ts';
import { freePort } from '../../local/ports.ts';
import { openDatabase } from '../../prisma/client.ts';

/** Everything as bin/start runs it; its pieces are killed in turn while people record and answer. */

const pieces = ['PostgreSQL', 'Temporal', 'Worker', 'Web'];
const dataDir = join(mkdtempSync(join(tmpdir(), 'dashboard-cso-kill-')), 'data');
const ports = { PORT: 0, PG_PORT: 0, TEMPORAL_PORT: 0, TEMPORAL_UI_PORT: 0 };
let started: ChildProcess;
let printed = '';
let origin = '';

beforeAll(async () => {
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
  origin = `http://localhost:${ports.PORT}`;
  await start();
}, 120_000);

afterAll(async () => {
  if (started.exitCode === null) started.kill('SIGKILL');
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function start(): Promise<void> {
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error', DEMO: '1' };
  for (const [name, port] of Object.entries(ports)) Object.assign(env, { [name]: String(port) });
  started = spawn(process.execPath, ['local/start.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  printed = '';
  for (const stream of [started.stdout, started.stderr])
    stream?.on('data', (text) => (printed += String(text)));
  await until(() => printed.includes('Ctrl-C') || started.exitCode !== null, 110_000);
  if (started.exitCode !== null) throw new Error(printed);
}

async function until(done: () => boolean, within: number): Promise<void> {
  const end = Date.now() + within;
  while (!done()) {
    if (Date.now() > end) throw new Error(`still not after ${within} ms:\n${printed}`);
    await sleep(50);
  }
}

const pidOf = (piece: string): number =>
  (JSON.parse(readFileSync(join(dataDir, 'run', `${piece}.json`), 'utf8')) as { pid: number }).pid;

/** Repeats a request until its outcome is known, as a person does with *Kirim ulang*. */
async function persistently(send: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await send().catch(() => null);
    if (response && response.status < 500) return response;
    await sleep(200);
  }
}

async function signIn(
  username: string,
): Promise<(path: string, fields: Record<string, string>) => Promise<string>> {
  const form = { username, password: 'demo-omspan' };
  const post = (path: string, fields: Record<string, string>, cookie = ''): Promise<Response> =>
    persistently(() =>
      fetch(origin + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, cookie },
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      }),
    );
  const cookie = (await post('/masuk', form)).headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
  return async (path, fields) => {
    const response = await post(path, fields, cookie);
    expect(response.status, await response.text()).toBe(303);
    return response.headers.get('location') ?? '';
  };
}

it('keeps every acknowledged act exactly once, whichever piece is killed', { timeout: 300_000 }, async () => {
  const database = () => openDatabase(embeddedDatabaseUrl(dataDir, ports.PG_PORT));
  const before = database();
  const customer = await before.prisma.customer.findFirstOrThrow({ where: { unitId: 'SATKER-527010' } });
  const officer = await before.prisma.officer.findFirstOrThrow({ where: { unitId: 'KPPN-008' } });
  await before.close();
  const acknowledged: string[] = [];
  let working = true;

  const people = Array.from({ length: 3 }, async () => {
    const satker = await signIn('satker-527010');
    const kppn = await signIn('kppn-008');
    while (working) {
      const asked = { subjek: 'Tahan mati', penanya: String(customer.id), pertanyaan: 'Apakah hilang?' };
      const page = await satker('/tiket', { ...asked, layanan: 'PERBENDAHARAAN', permintaan: randomUUID() });
      const signed = { petugas: officer.id, passwordCso: 'demo-cso', permintaan: randomUUID() };
      await kppn(`${page}/jawaban`, { ...signed, jawaban: 'Tidak.' });
      acknowledged.push(page.replace('/tiket/', ''));
    }
  });
  for (const piece of pieces) {
    const sofar = acknowledged.length;
    const readied = printed.split(`${piece} is ready again`).length;
    await until(() => acknowledged.length > sofar + 2, 60_000);
    process.kill(pidOf(piece), 'SIGKILL');
    await until(() => printed.split(`${piece} is ready again`).length > readied, 60_000);
    const again = acknowledged.length;
    await until(() => acknowledged.length > again + 2, 60_000);
  }
  working = false;
  await Promise.all(people);

  const after = database();
  const tickets = await after.prisma.ticket.findMany({
    where: { subject: 'Tahan mati' },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  await after.close();
  expect(tickets.map((ticket) => ticket.reference).toSorted()).toEqual(acknowledged.toSorted());
  for (const ticket of tickets) {
    expect(ticket.events.map((event) => [event.seq, event.kind])).toEqual([
      [1, 'RECORDED'],
      [2, 'ANSWERED'],
    ]);
    expect(ticket.status).toBe('RESOLVED');
  }
});

it('stops cleanly, and a restart has everything', { timeout: 200_000 }, async () => {
  const pids = pieces.map(pidOf);
  started.kill('SIGTERM');
  const [code] = (await once(started, 'exit')) as [number];
  expect(code, printed).toBe(0);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  await start();
  const { prisma, close } = openDatabase(embeddedDatabaseUrl(dataDir, ports.PG_PORT));
  expect(await prisma.ticket.count({ where: { subject: 'Tahan mati' } })).toBeGreaterThan(10);
  await close();
  started.kill('SIGTERM');
  await once(started, 'exit');
});
