/** A worker killed while the mail server has a mail: nobody gets it twice. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { waitingTicket } from '../support/given.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { environment } from '../support/web.ts';
import { workerProcess } from './mortal.ts';
import type { Mortal } from './mortal.ts';

let server: MailServer;
let desk: TestDesk;
let worker: Mortal;
beforeAll(async () => {
  server = await startMailServer();
  desk = await startDesk({ worker: false });
  worker = workerProcess({ ...(await environment(desk)), SMTP_URL: server.url });
  await worker.start();
}, 120_000);
afterAll(async () => {
  await worker.kill();
  await desk.stop();
  await server.close();
});

const stateOf = async (reference: string) =>
  (await desk.prisma.mail.findFirst({ where: { reference }, orderBy: { no: 'asc' } }))?.state;

it(
  'a mail whose worker was killed is marked as maybe sent, and not sent again',
  { timeout: 240_000 },
  async () => {
    await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW'] } });
    server.hold();
    const reference = await waitingTicket(desk);
    await expect.poll(() => server.read, { timeout: 60_000 }).toBe(1);
    expect(await stateOf(reference)).toBe('HANDING_OVER');
    await worker.kill();
    server.release();
    await worker.start();
    await expect.poll(() => stateOf(reference), { timeout: 150_000, interval: 500 }).toBe('MAYBE_SENT');
    expect(server.read).toBe(1);
  },
);
