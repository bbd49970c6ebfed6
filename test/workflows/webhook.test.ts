import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webhookWorkflowId } from '../../workflows/notices.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { escalatedTicket } from '../support/given.ts';
import { keptMail } from '../support/outgoing.ts';
import { until } from '../support/until.ts';

const secret = 'rahasia-webhook';
let hai: Server;
let desk: TestDesk;
/** HAI's next answers; 204 if none is planned. */
const answers: number[] = [];
const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
beforeAll(async () => {
  hai = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204, { Location: 'http://127.0.0.1:1/' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(hai, 'listening');
  const url = `http://127.0.0.1:${(hai.address() as AddressInfo).port}/eskalasi`;
  desk = await startDesk({ outgoing: { ...keptMail, webhook: { url, secret } } });
});
afterAll(async () => {
  await desk.stop();
  hai.close();
});

const callsAbout = (reference: string) => calls.filter(({ body }) => body.includes(reference));
const endOf = (reference: string) =>
  until('the end of a call', async () => {
    const handle = desk.client.workflow.getHandle(webhookWorkflowId({ reference, seq: 2 }));
    const { status } = await handle.describe().catch(() => ({ status: { name: 'UNKNOWN' } }));
    return ['COMPLETED', 'FAILED'].includes(status.name) && status.name;
  });

it('notifies HAI of an escalation once, signed', async () => {
  const reference = await escalatedTicket(desk, { subject: 'Kirim ke HAI' });
  expect(await endOf(reference)).toBe('COMPLETED');
  const [call, second] = callsAbout(reference);
  expect(second).toBeUndefined();
  const timestamp = String(call?.headers['x-cso-timestamp']);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${call?.body}`).digest('hex');
  expect(call?.headers['x-cso-signature']).toBe(`sha256=${signature}`);
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    id: `${reference}.2`,
    event: 'escalated',
    reference,
    subject: 'Kirim ke HAI',
    url: `https://cso.example.id/tiket/${reference}`,
  });
});

it('retries after a failure of HAI, with the same id', async () => {
  answers.push(503);
  const reference = await escalatedTicket(desk);
  expect(await endOf(reference)).toBe('COMPLETED');
  const ids = callsAbout(reference).map(({ body }) => (JSON.parse(body) as { id: string }).id);
  expect(ids).toEqual([`${reference}.2`, `${reference}.2`]);
});

it.each([400, 302])('gives up when HAI answers %i, and follows no redirect', async (status) => {
  answers.push(status);
  const reference = await escalatedTicket(desk);
  expect(await endOf(reference)).toBe('FAILED');
  expect(callsAbout(reference)).toHaveLength(1);
});
