import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { serveApp } from '../../support/web.ts';
import type { ServedApp } from '../../support/web.ts';
import { startDesk } from '../../support/desk.ts';
import type { TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let direct: ServedApp;
let behind: ServedApp;
beforeAll(async () => {
  desk = await startDesk();
  direct = await serveApp(desk);
  behind = await serveApp(desk, { TRUSTED_PROXIES: '127.0.0.1,::1,10.9.0.0/16' });
});
afterAll(async () => {
  await Promise.all([direct.close(), behind.close()]);
  await desk.stop();
});

/** The addresses that a wrong log-in with this header counts for. */
async function countedFor(app: ServedApp, forwarded: string): Promise<string[]> {
  await desk.prisma.rateLimit.deleteMany();
  const typed = { username: 'siapa', password: 'salah' };
  expect((await app.visitor().post('/masuk', typed, { 'X-Forwarded-For': forwarded })).status).toBe(422);
  const counted = await desk.prisma.rateLimit.findMany({ where: { key: { startsWith: 'alamat:' } } });
  return counted.map(({ key }) => key.replace('alamat:', ''));
}

it('without a trusted proxy the header changes nothing', async () => {
  const [own] = await countedFor(direct, '');
  expect(own).toMatch(/^(127\.0\.0\.1|::\/64)$/);
  expect(await countedFor(direct, '203.0.113.7')).toEqual([own]);
});

test.each([
  ['the address that the proxy saw', '203.0.113.7', '203.0.113.7'],
  ['not what the sender made up before it', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['before our own proxies', '203.0.113.7, 10.9.1.1', '203.0.113.7'],
  ['the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['the same network for another address in it', '2001:db8:1:2::7', '2001:db8:1:2::/64'],
  ['the IPv4 address that IPv6 wraps', '::ffff:cb00:7107', '203.0.113.7'],
  ['up to what is no address', '203.0.113.7, palsu, 10.9.1.1', '10.9.1.1'],
])('behind a trusted proxy a log-in counts for %s', async (_, forwarded, address) => {
  expect(await countedFor(behind, forwarded)).toEqual([address]);
});
