/** The web process itself, as `npm run web` starts it: what it logs, how it bears slow senders, how it ends. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '../../prisma/seed/demo.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { signature, waitingTicket } from '../support/given.ts';
import { Visitor } from '../support/visitor.ts';
import { environment } from '../support/web.ts';

let desk: TestDesk;
let port: number;
let running: ChildProcess;
let printed = '';

beforeAll(async () => {
  desk = await startDesk();
  const env = await environment(desk);
  port = Number(env['PORT']);
  running = fork('web/main.ts', {
    env: { PATH: process.env['PATH'], ...env, LOG_LEVEL: 'trace' },
    silent: true,
  });
  for (const stream of [running.stdout, running.stderr])
    stream?.on('data', (data) => (printed += String(data)));
  const [message] = (await once(running, 'message')) as [unknown];
  expect(message).toBe('ready');
});
afterAll(async () => {
  running.kill('SIGKILL');
  await desk.stop();
});

/** A connection that sends this and then nothing. @returns what comes back until its end */
function stall(sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}

it(
  'ends what is sent too slowly, serves others meanwhile, and logs no password and no token',
  { timeout: 120_000 },
  async () => {
    const origin = `http://localhost:${port}`;
    const start = `POST /masuk HTTP/1.1\r\nHost: localhost:${port}\r\n`;
    const body = `Origin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nusername=a`;
    const stalled = [stall(start), stall(start + body)];

    const officer = new Visitor(origin, origin);
    await officer.signIn('kppn-008');
    const reference = await waitingTicket(desk);
    const signed = await signature(desk.prisma, 'CSO 1 Pekanbaru');
    const wrong = { jawaban: 'Jawaban', ...signed, passwordCso: 'rahasia-salah' };
    expect((await officer.post(`/tiket/${reference}/jawaban`, wrong)).status).toBe(422);
    expect((await officer.post(`/tiket/${reference}/jawaban`, { ...wrong, ...signed })).status).toBe(303);
    expect((await officer.get('/api/hai/tiket', { Authorization: 'Bearer token-rahasia' })).status).toBe(401);
    await desk.prisma.$executeRaw`ALTER TABLE officer RENAME TO elsewhere`;
    expect((await officer.post(`/tiket/${reference}/eskalasi`, signed)).status).toBe(500);
    await desk.prisma.$executeRaw`ALTER TABLE elsewhere RENAME TO officer`;
    await desk.prisma.$executeRaw`ALTER TABLE rate_limit RENAME TO elsewhere`;
    expect((await officer.post('/masuk', { username: 'hai', password: demoPassword })).status).toBe(500);
    await desk.prisma.$executeRaw`ALTER TABLE elsewhere RENAME TO rate_limit`;

    for (const answer of await Promise.all(stalled)) expect(answer).toMatch(/^HTTP\/1\.1 (408|503) /);
    expect(printed).toContain('a request failed');
    for (const secret of [
      demoPassword,
      'demo-cso',
      'rahasia-salah',
      'token-rahasia',
      officer.cookies.get('sesi') ?? '',
    ])
      expect(printed).not.toContain(secret);
  },
);

it('ends on SIGTERM while pages follow it', async () => {
  const origin = `http://localhost:${port}`;
  const officer = new Visitor(origin, origin);
  await officer.signIn('kppn-008');
  const stream = await officer.open('/peristiwa');
  expect(stream.status).toBe(200);
  const asked = performance.now();
  running.kill('SIGTERM');
  expect(await once(running, 'exit')).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await stream.body?.cancel().catch(() => undefined);
});
