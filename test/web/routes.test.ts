/** Tests for every route of the app, including future ones (security.md 1, 13 and 22). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../web/app.ts';
import { declaredBy } from '../../web/http/traits.ts';
import type { RouteTraits } from '../../web/http/traits.ts';
import { escalatedTicket } from '../support/given.ts';
import type { Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let routes: { method: string; path: string; traits: RouteTraits }[];
beforeAll(async () => {
  web = await startWeb();
  const known = new Map<string, (typeof routes)[number]>();
  for (const { method, path, handler } of createApp(web).routes) {
    if (method === 'ALL') continue;
    const route = known.get(`${method} ${path}`) ?? { method, path, traits: {} };
    Object.assign(route.traits, declaredBy(handler as never));
    known.set(`${method} ${path}`, route);
  }
  routes = [...known.values()];
});
afterAll(() => web.stop());

/** Paths open to everybody; HAI's API and `/metrics` have their own tokens. */
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

it('leads to the log-in, whatever is requested', async () => {
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

it("answers for another unit's ticket as for an unknown one", async () => {
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

/** Posts without a visible form: buttons of the header, and answers to scripts. */
const formless = ['/keluar', '/tahun', '/lampiran', '/api/sesi'];

it('knows the page of every form', () => {
  const posts = routes.filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/hai/'));
  const pages = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  expect(posts.length).toBeGreaterThan(25);
  for (const { path, traits } of posts)
    if (formless.includes(path)) expect([path, traits.shownAt]).toEqual([path, undefined]);
    else expect([path, pages]).toEqual([path, expect.arrayContaining([traits.shownAt])]);
});

it('accepts files only where the route says so', async () => {
  const posts = routes.filter(({ method, path }) => method === 'POST' && !open.test(path));
  expect(posts.filter(({ traits }) => traits.files).length).toBeGreaterThan(5);
  const visitor = await web.as('kppn-008');
  for (const { path, traits } of posts) {
    const body = new FormData();
    body.set('apa', new Blob(['x'.repeat(600_000)]), 'catatan.pdf');
    const headers = { Origin: web.config.publicUrl };
    const { status } = await visitor.send(filledIn(path, 'HAI-101000000'), { method: 'POST', body, headers });
    expect([path, status === 413]).toEqual([path, !traits.files]);
  }
});

it('leads back from a form to its page after the log-in', async () => {
  const stranger = web.visitor();
  const headers = { Origin: web.config.publicUrl };
  for (const { path, traits } of routes.filter(({ traits }) => traits.shownAt !== undefined)) {
    if (open.test(path)) continue;
    const { headers: told } = await request(stranger, 'POST', filledIn(path, 'HAI-101000000'), headers);
    const next = new URL(told.get('location') ?? '', web.config.publicUrl).searchParams.get('next');
    expect([path, next]).toEqual([path, filledIn(traits.shownAt ?? '', 'HAI-101000000')]);
  }
});
