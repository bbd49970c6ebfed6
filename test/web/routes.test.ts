/** What holds for every route that the app has, those that come later too (security.md 1, 13 and 22). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../web/app.ts';
import { escalatedTicket } from '../support/given.ts';
import type { Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let routes: { method: string; path: string }[];
beforeAll(async () => {
  web = await startWeb();
  const all = createApp(web).routes.filter(({ method }) => method !== 'ALL');
  routes = [...new Map(all.map((route) => [`${route.method} ${route.path}`, route])).values()];
});
afterAll(() => web.stop());

/** What everybody may ask for; HAI's interface has a token of its own, `/metrics` too. */
const open = /^\/(masuk|keluar|healthz|readyz|metrics|assets\/.*|api\/hai\/.*)$/;

const filledIn = (path: string, reference: string): string =>
  path
    .replace(':ref', reference)
    .replace(':namespace', web.namespace)
    .replace(/:no\{.*\}$/, '1.eml')
    .replace(/:\w+/g, '2f9d6a51-7d0e-4c55-9a07-3f0c1f3f6a10');

const request = async (visitor: Visitor, method: string, path: string, headers: Record<string, string>) => {
  const response = await visitor.open(path, { method, headers });
  await response.body?.cancel();
  return response;
};

it('leads to the log-in, whatever is asked', async () => {
  const reference = await escalatedTicket(web);
  const closed = routes.filter(({ path }) => !open.test(path));
  expect(closed.length).toBeGreaterThan(80);
  for (const { method, path } of closed) {
    const { status, headers } = await request(web.visitor(), method, filledIn(path, reference), {
      Origin: web.config.publicUrl,
    });
    const told = [method, path, status, headers.get('location')?.split('?')[0] ?? null];
    const api = /\/(api|peristiwa)\b/.test(path) && status === 401;
    expect(told).toEqual([method, path, ...(api ? [401, null] : [303, '/masuk'])]);
  }
});

it('changes nothing for another site', async () => {
  const unsafe = routes.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/api/hai/'));
  expect(unsafe.length).toBeGreaterThan(30);
  for (const username of ['kppn-008', 'admin']) {
    const visitor = await web.as(username);
    for (const { method, path } of unsafe)
      for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
        const { status } = await request(visitor, method, filledIn(path, 'HAI-101000000'), headers);
        expect([method, path, status]).toEqual([method, path, 403]);
      }
  }
});

it("answers for another unit's ticket as for one that isn't there", async () => {
  const reference = await escalatedTicket(web);
  const ofTickets = routes.filter(({ path }) => path.includes(':ref') && !open.test(path));
  expect(ofTickets.length).toBeGreaterThan(8);
  for (const username of ['kppn-063', 'satker-527020', 'kppn-kp', 'admin']) {
    const stranger = await web.as(username);
    for (const { method, path } of ofTickets) {
      const asked = (of: string) =>
        stranger.send(filledIn(path, of), { method, headers: { Origin: stranger.publicUrl } });
      const [real, unknown] = [await asked(reference), await asked('HAI-101000000')];
      expect([403, 404]).toContain(real.status);
      expect([method, path, real.status, real.text.replaceAll(reference, '')]).toEqual([
        method,
        path,
        unknown.status,
        unknown.text.replaceAll('HAI-101000000', ''),
      ]);
    }
  }
});
