/** A worker that is killed while a mail is with the mail server: nobody is sent it twice. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../config/env.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { waitingTicket } from '../support/given.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { environment } from '../support/web.ts';

let server: MailServer;
let desk: TestDesk;
const workers: ChildProcess[] = [];
beforeAll(async () => {
  server = await startMailServer();
  desk = await startDesk({ worker: false });
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await desk.stop();
  await server.close();
});

async function startWorker(): Promise<ChildProcess> {
  const env = { ...process.env, ...(await environment(desk)), SMTP_URL: server.url, LOG_LEVEL: 'error' };
  const worker = spawn(process.execPath, ['worker/main.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  workers.push(worker);
  for (let message: unknown; message !== 'ready';) [message] = (await once(worker, 'message')) as [unknown];
  return worker;
}

const stateOf = async (reference: string) =>
  (await desk.prisma.mail.findFirst({ where: { reference }, orderBy: { no: 'asc' } }))?.state;

it('is marked as maybe sent, and not sent again', { timeout: 240_000 }, async () => {
  await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW'] } });
  const worker = await startWorker();
  server.hold();
  const reference = await waitingTicket(desk);
  await expect.poll(() => server.read, { timeout: 60_000 }).toBe(1);
  expect(await stateOf(reference)).toBe('HANDING_OVER');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  server.release();
  await startWorker();
  await expect.poll(() => stateOf(reference), { timeout: 150_000, interval: 500 }).toBe('MAYBE_SENT');
  expect(server.read).toBe(1);
});
