/** The web process itself, as `npm run web` starts it: its log, slow senders, its end. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** A connection that sends this and then nothing. @returns what it receives until its end */
function stall(sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}

const boundary = '----batas';
const fileHead = `--${boundary}\r\nContent-Disposition: form-data; name="lampiran"; filename="a.pdf"\r\n\r\n`;
const fileEnd = `\r\n--${boundary}--\r\n`;

/** The beginning of an upload with a file of this many bytes. */
function uploadHead(visitor: Visitor, size: number): string {
  const length = fileHead.length + size + fileEnd.length;
  return [
    'POST /lampiran HTTP/1.1',
    `Host: localhost:${port}`,
    `Origin: ${visitor.origin}`,
    `Cookie: sesi=${visitor.cookies.get('sesi')}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${length}`,
    'Connection: close',
    `\r\n${fileHead}`,
  ].join('\r\n');
}

/** Sends a file in this many parts of 20 KB, one every `pause` milliseconds. @returns the answer */
async function steadily(visitor: Visitor, parts: number, pause: number): Promise<string> {
  const part = 20 * 1024;
  const socket = connect(port, '127.0.0.1');
  const answer = text(socket);
  socket.write(uploadHead(visitor, parts * part));
  socket.write('%PDF-1.7\ntrailer\n'.padEnd(part, ' '));
  for (let sent = 1; sent < parts; sent++) {
    await sleep(pause);
    socket.write(' '.repeat(part));
  }
  socket.write(fileEnd);
  return answer;
}

it(
  'cuts off slow senders while serving others, and logs no password or token',
  { timeout: 120_000 },
  async () => {
    const origin = `http://localhost:${port}`;
    const start = `POST /masuk HTTP/1.1\r\nHost: localhost:${port}\r\n`;
    const body = `Origin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nusername=a`;
    const stalled = [stall(start), stall(start + body)];

    const officer = new Visitor(origin, origin);
    await officer.signIn('kppn-008');
    // Files may take longer than any other body, as long as they progress.
    const stalledFile = stall(uploadHead(officer, 100_000) + 'x');
    const steadyFile = steadily(officer, 18, 2000);
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
    expect(await stalledFile).toMatch(/^HTTP\/1\.1 408 /);
    expect(await steadyFile).toMatch(/^HTTP\/1\.1 201 /);
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

it('ends on SIGTERM after answering everything, even with pages open', async () => {
  const origin = `http://localhost:${port}`;
  const [officer, satker] = [new Visitor(origin, origin), new Visitor(origin, origin)];
  await Promise.all([officer.signIn('kppn-008'), satker.signIn('satker-527010')]);
  const stream = await officer.open('/peristiwa');
  expect(stream.status).toBe(200);
  // No worker takes the recordings up: each waits until the web gives up.
  await desk.stopWorkers();
  const { id } = await desk.prisma.customer.findUniqueOrThrow({
    where: { email: 'penanya@satker-527010.example.id' },
  });
  const asked = { subjek: 'Menjelang akhir', penanya: String(id), pertanyaan: 'Apa?', layanan: 'MPN_G2' };
  const keys = Array.from({ length: 8 }, () => randomUUID());
  const answers = keys.map((permintaan) => satker.post('/tiket', { ...asked, permintaan }));
  const taken = () => desk.prisma.reservation.count({ where: { requestKey: { in: keys } } });
  await expect.poll(taken).toBe(keys.length);
  running.kill('SIGTERM');
  for (const [n, answer] of (await Promise.all(answers)).entries()) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('connection')).toBe('close');
    expect(answer.fields('form.panel')).toMatchObject({ ...asked, permintaan: keys[n] });
  }
  expect(await once(running, 'exit')).toEqual([0, null]);
  await stream.body?.cancel().catch(() => undefined);
});
