import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readConfig } from '../../config/env.ts';
import { openDatabase } from '../../prisma/client.ts';
import { createApp } from '../../web/app.ts';
import { answeredTicket, escalatedTicket, signature, waitingTicket } from '../support/given.ts';
import { seriesOf } from '../support/metrics.ts';
import { environment, serveApp, startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

/** The app's answer to a connection from this address. */
async function scrape(
  address: string,
  headers: Record<string, string> = {},
  env: Record<string, string> = {},
) {
  const config = readConfig({ ...(await environment(web)), ...env });
  const app = createApp({ ...web, config });
  const socket = { remoteAddress: address, remotePort: 40_000, remoteFamily: 'IPv4' };
  return app.request('/metrics', { headers: { Host: 'localhost', ...headers } }, { incoming: { socket } });
}

describe('without a token', () => {
  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('answers %s', async (address) => {
    const reply = await scrape(address);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toContain('text/plain');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['10.0.0.7', '192.168.1.20', '2001:db8::1', '::ffff:10.0.0.7'])(
    'refuses %s, whatever its headers say',
    async (address) => {
      const headers = {
        'X-Forwarded-For': '127.0.0.1',
        'X-Real-IP': '127.0.0.1',
        Forwarded: 'for=127.0.0.1',
      };
      const reply = await scrape(address, headers);
      expect([reply.status, await reply.text()]).toEqual([403, 'loopback only']);
    },
  );

  test.each([
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Real-IP',
    'True-Client-IP',
    'Forwarded',
    'Via',
  ])('refuses requests passed on by a local proxy with %s', async (name) =>
    expect((await scrape('127.0.0.1', { [name]: '203.0.113.9' })).status).toBe(403),
  );

  it('refuses requests passed on by a local proxy under another name', async () => {
    expect((await scrape('127.0.0.1', { Host: 'cso.example.go.id' })).status).toBe(403);
  });
});

describe('with a token', () => {
  const token = { METRICS_TOKEN: 'rahasia-pemantau' };

  it('answers its bearer from anywhere', async () => {
    const headers = { Authorization: 'Bearer rahasia-pemantau', Host: '10.2.3.4:3000' };
    expect((await scrape('10.0.0.7', headers, token)).status).toBe(200);
  });

  test.each([{}, { Authorization: 'Bearer salah' }, { Authorization: 'Basic rahasia-pemantau' }])(
    'answers 401 to %o, from loopback too',
    async (headers) => {
      const reply = await scrape('127.0.0.1', headers, token);
      expect([reply.status, await reply.text()]).toEqual([401, 'unauthorized']);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  it("does not accept an account's session instead", async () => {
    const app = await serveApp(web, token);
    expect((await (await app.as('admin')).get('/metrics')).status).toBe(401);
    await app.close();
  });
});

it('counts tickets by status, overdue ones, and the age of the oldest one waiting', async () => {
  const past = new Date(Date.now() - 30 * 86_400_000);
  await waitingTicket(web, { openedAt: past });
  await waitingTicket(web);
  await escalatedTicket(web);
  await answeredTicket(web);
  const series = seriesOf(await (await scrape('127.0.0.1')).text());
  for (const status of ['WAITING', 'ESCALATED', 'RESOLVED'] as const) {
    expect(series.get(`cso_tickets{status="${status}"}`)).toBe(
      await web.prisma.ticket.count({ where: { status } }),
    );
  }
  expect(series.get('cso_tickets_overdue{status="WAITING"}')).toBe(1);
  expect(series.get('cso_tickets_overdue{status="ESCALATED"}')).toBe(0);
  const oldest = series.get('cso_tickets_oldest_waiting_seconds') ?? 0;
  expect(oldest / 86_400).toBeCloseTo(30, 2);
});

it('counts unsent mails, and the age of the oldest', async () => {
  const { id: customerId } = await web.prisma.customer.findFirstOrThrow();
  const createdAt = new Date(Date.now() - 2 * 3_600_000);
  const text = { address: 'x@example.id', subject: 'x', text: 'x', html: 'x' };
  await web.prisma.mail.create({
    data: {
      id: randomUUID(),
      kind: 'RECORDED',
      state: 'HANDING_OVER',
      customerId,
      createdAt,
      startedAt: createdAt,
      ...text,
    },
  });
  const series = seriesOf(await (await scrape('127.0.0.1')).text());
  const waiting = await web.prisma.mail.count({ where: { state: { in: ['WAITING', 'HANDING_OVER'] } } });
  expect(series.get('cso_mails_waiting')).toBe(waiting);
  expect(waiting).toBeGreaterThanOrEqual(1);
  expect((series.get('cso_mails_oldest_waiting_seconds') ?? 0) / 3600).toBeCloseTo(2, 1);
});

it('shows how long the oldest event has waited for its notifications', async () => {
  const reference = await waitingTicket(web, { openedAt: new Date(Date.now() - 2 * 3_600_000) });
  const untold = async () =>
    seriesOf(await (await scrape('127.0.0.1')).text()).get('cso_outbox_oldest_seconds') ?? Number.NaN;
  await web.stopWorkers();
  await web.prisma.outbox.deleteMany();
  expect(await untold()).toBe(0);
  await web.prisma.outbox.create({ data: { reference, seq: 1 } });
  expect((await untold()) / 3600).toBeCloseTo(2, 1);
  await web.startWorker();
});

it('measures requests by route and acts by outcome, and names no ticket', async () => {
  const reference = await waitingTicket(web);
  const officer = await web.as('kppn-008');
  // Other tests in this process act, too.
  const before = seriesOf((await officer.get('/metrics')).text);
  await officer.get(`/tiket/${reference}?q=rahasia`);
  const fields = { jawaban: 'Sudah.', ...(await signature(web.prisma, 'CSO 1 Pekanbaru')) };
  const address = `/tiket/${reference}/jawaban`;
  expect((await officer.post(address, { ...fields, permintaan: randomUUID() })).status).toBe(303);
  expect((await officer.post(address, { ...fields, permintaan: randomUUID() })).status).toBe(409);
  await officer.get(`/${reference}`);
  const { text } = await officer.get('/metrics');
  const series = seriesOf(text);
  const requests = (labels: string) => series.get(`cso_http_request_duration_seconds_count{${labels}}`);
  expect(requests('method="GET",route="/tiket/:ref",status="200"')).toBe(1);
  expect(requests('method="POST",route="/tiket/:ref/jawaban",status="303"')).toBe(1);
  expect(requests('method="POST",route="/tiket/:ref/jawaban",status="409"')).toBe(1);
  expect(requests('method="GET",route="none",status="404"')).toBe(1);
  const acts = (outcome: string): number => {
    const name = `cso_act_duration_seconds_count{act="answer",outcome="${outcome}"}`;
    return (series.get(name) ?? 0) - (before.get(name) ?? 0);
  };
  expect([acts('done'), acts('refused')]).toEqual([1, 1]);
  expect(text).not.toContain(reference);
  expect(text).not.toContain('rahasia');
});

it('still shows its own metrics while PostgreSQL is down', async () => {
  const away = openDatabase('postgresql://postgres@127.0.0.1:1/away');
  const app = createApp({ ...web, ...away, config: web.config });
  const socket = { remoteAddress: '127.0.0.1', remotePort: 40_000, remoteFamily: 'IPv4' };
  const reply = await app.request('/metrics', { headers: { Host: 'localhost' } }, { incoming: { socket } });
  const series = seriesOf(await reply.text());
  expect([reply.status, series.get('cso_database_up')]).toEqual([200, 0]);
  expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(0);
  expect([...series.keys()].filter((name) => /^cso_(tickets|mails|outbox|workers)/.test(name))).toEqual([]);
  await away.close();
});
