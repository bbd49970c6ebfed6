/** security.md, except what the tests of single acts show. The numbers are its items. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import * as passwords from '../../prisma/password.ts';
import { demoPassword } from '../../prisma/seed/demo.ts';
import { customerId } from '../support/drafts.ts';
import { escalatedTicket, repliedTicket, signature, waitingTicket } from '../support/given.ts';
import { sendRaw } from '../support/raw.ts';
import type { Visitor } from '../support/visitor.ts';
import { serveApp, startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

vi.mock('../../prisma/password.ts', { spy: true });

let web: TestWeb;
let officer: Visitor;
beforeAll(async () => {
  web = await startWeb();
  officer = await web.as('kppn-008');
});
afterAll(() => web.stop());

const question = async (over: Record<string, string> = {}) => ({
  subjek: 'Subjek',
  penanya: await customerId(web.prisma),
  pertanyaan: 'Pertanyaan',
  layanan: 'PERBENDAHARAAN',
  ...over,
});

describe('10: a refused log-in', () => {
  beforeEach(() => void vi.clearAllMocks());

  test.each([
    ['a wrong password', 'kppn-kp', 'salah'],
    ['an unknown user', 'tidak-ada', demoPassword],
    ['a disabled user', 'kppn-kph', demoPassword],
  ])('verifies one hash for %s', async (_, username, password) => {
    await web.prisma.account.update({ where: { username: 'kppn-kph' }, data: { disabledAt: new Date() } });
    expect((await web.visitor().post('/masuk', { username, password })).status).toBe(422);
    const calls = [vi.mocked(passwords.verifyPassword), vi.mocked(passwords.verifyNothing)].flatMap(
      ({ mock }) => mock.calls,
    );
    expect(calls).toHaveLength(1);
  });
});

describe('12: an oversized request', () => {
  test.each(['/masuk', '/keluar', '/tahun', '/tiket', '/tiket/HAI-101000000/jawaban'])(
    'is refused by %s',
    async (path) => {
      const reply = await officer.post(path, { password: 'x'.repeat(10 * 1024 * 1024) });
      expect(reply.status).toBe(413);
      expect(reply.one('main')).toContain('paling panjang 20.000 karakter');
      expect((await officer.get('/')).status).toBe(200);
    },
  );

  it('is refused without a length, too', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    const headers = { Origin: officer.publicUrl, 'Content-Type': 'application/x-www-form-urlencoded' };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, headers, duplex: 'half' };
    // The answer may arrive while the body is still being sent; then only the connection shows it.
    const status = await officer.send('/masuk', init).then(
      (reply) => reply.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(status);
    expect((await officer.get('/')).status).toBe(200);
  });
});

describe('13: a request to another name', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'localhost:80@evil',
  ])('is refused: Host %j', async (host) => {
    const { status } = await sendRaw(web.config.port, '/masuk', { headers: { Host: host } });
    expect([400, 421]).toContain(status);
  });

  it('is not recognised by a forwarded name', async () => {
    const headers = { Host: `localhost:${web.config.port}`, 'X-Forwarded-Host': 'evil.example' };
    const { status, headers: answered } = await sendRaw(web.config.port, '/tiket', { headers });
    expect([status, answered.location]).toEqual([303, '/masuk?next=%2Ftiket']);
  });
});

describe('13: a request from another page', () => {
  const foreign: [string, Record<string, string>][] = [
    ['another origin', { Origin: 'https://evil.example' }],
    ['no origin', {}],
    ['the origin null', { Origin: 'null' }],
    ['our name on another port', { Origin: 'http://localhost:1' }],
    ['our name with https', { Origin: 'https://localhost' }],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }],
  ];
  const bodies: [string, string][] = [
    ['application/x-www-form-urlencoded', 'tahun=2017&kembali=/'],
    ['text/plain', 'tahun=2017&kembali=/'],
    ['application/json', '{"tahun":"2017"}'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="tahun"\r\n\r\n2017\r\n--x--\r\n',
    ],
    ['', 'tahun=2017'],
  ];

  test.each(foreign.flatMap((from) => bodies.map((body) => [...from, ...body] as const)))(
    'is refused, and nothing changes: %s %j, %s',
    async (_, headers, type, body) => {
      const visitor = await web.as('satker-527010');
      const before = [
        await web.prisma.ticket.count(),
        await web.prisma.session.findMany({ select: { year: true } }),
      ];
      const sent = {
        method: 'POST',
        body,
        headers: { ...headers, ...(type === '' ? {} : { 'Content-Type': type }) },
      };
      for (const path of ['/tahun', '/keluar', '/tiket', '/masuk'])
        expect((await visitor.send(path, sent)).status).toBe(403);
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        expect((await visitor.send('/tahun', { ...sent, method })).status).toBe(403);
      expect((await visitor.get('/')).status).toBe(200);
      const after = [
        await web.prisma.ticket.count(),
        await web.prisma.session.findMany({ select: { year: true } }),
      ];
      expect(after).toEqual(before);
    },
  );

  it('is recognised by Sec-Fetch-Site before Origin', async () => {
    const reply = await officer.post('/tahun', { tahun: '2019' }, { 'Sec-Fetch-Site': 'cross-site' });
    expect(reply.status).toBe(403);
    const sent = {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    };
    expect((await officer.send('/tahun', sent)).status).toBe(303);
  });

  it('is powerless by its address alone', async () => {
    for (const path of ['/keluar', '/tahun?tahun=2017', '/tiket/HAI-101000000/jawaban'])
      expect((await officer.get(path)).status).toBe(404);
    expect((await officer.get('/')).status).toBe(200);
  });
});

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

describe('the headers', () => {
  test.each([
    '/masuk',
    '/',
    '/tiket',
    '/tiket/baru',
    '/tidak-ada',
    '/hai',
    '/peristiwa',
    '/api/hai/tiket',
    '/healthz',
  ])('of %s', async (path) => {
    const { headers, body } = await officer.open(path);
    await body?.cancel();
    expect(headers.get('content-security-policy')).toBe(policy);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    if (path !== '/healthz' && path !== '/peristiwa') expect(headers.get('cache-control')).toBe('no-store');
  });

  it('let browsers keep files with a hash in the name, and nothing else', async () => {
    const page = await officer.get('/');
    const address = page.attribute('link[rel=stylesheet]', 'href') ?? '';
    const { status, headers } = await web.visitor().get(address);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers.get('content-type')).toContain('text/css');
  });

  it('load nothing from other sites', async () => {
    const reference = await waitingTicket(web);
    for (const path of ['/', '/tiket', `/tiket/${reference}`]) {
      const page = await officer.get(path);
      const addresses = [...page.attributes('[src]', 'src'), ...page.attributes('link', 'href')];
      expect(addresses.length).toBeGreaterThan(3);
      for (const address of addresses) expect(address).toMatch(/^\/assets\//);
      expect(page.text).not.toMatch(/<style|<script(?! src=)|\son[a-z]+=|style="/);
    }
  });
});

describe('the cookie', () => {
  const signedIn = async (visitor: Visitor) =>
    (await visitor.post('/masuk', { username: 'kppn-008', password: demoPassword })).headers.getSetCookie();

  it('is hidden from scripts and from other sites', async () => {
    expect(await signedIn(web.visitor())).toEqual([
      expect.stringMatching(/^sesi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('on https, never travels unencrypted', async () => {
    const app = await serveApp(web, { PUBLIC_URL: 'https://cso.example.go.id' });
    const visitor = app.visitor();
    expect(await signedIn(visitor)).toEqual([
      expect.stringMatching(/^__Host-sesi=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    const { status, headers } = await visitor.get('/');
    expect([status, headers.get('strict-transport-security')]).toEqual([
      200,
      'max-age=31536000; includeSubDomains',
    ]);
    const own = { headers: { Host: 'cso.example.go.id' } };
    expect((await sendRaw(app.config.port, '/masuk', own)).status).toBe(200);
    await app.close();
  });

  it('is useless in another form', async () => {
    const token = (await web.as('kppn-008')).cookies.get('sesi') ?? '';
    const { tokenHash } = await web.prisma.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    for (const value of [
      tokenHash,
      token.toLowerCase(),
      `${token}=`,
      token.slice(0, -1),
      "' OR '1'='1",
      '%00',
    ]) {
      const visitor = web.visitor();
      visitor.cookies.set('sesi', value);
      expect((await visitor.get('/')).status).toBe(303);
    }
  });
});

describe('14: passwords and tokens', () => {
  it('are in no history and in no table', async () => {
    const reference = await repliedTicket(web);
    await officer.post(`/tiket/${reference}/penyelesaian`, {
      ...(await signature(web.prisma, 'CSO 1 Pekanbaru')),
      passwordCso: 'rahasia-salah',
    });
    const page = await officer.postAndFollow(
      `/tiket/${reference}/penyelesaian`,
      await signature(web.prisma, 'CSO 1 Pekanbaru'),
    );
    expect(page.status).toBe(200);
    const secrets = [
      demoPassword,
      'demo-cso',
      'rahasia-salah',
      'demo-hai-token',
      officer.cookies.get('sesi') ?? '',
    ];
    const history = await web.client.workflow.getHandle(reference).fetchHistory();
    const texts = [...payloadsOf(history), ...(await everyRow())];
    // This control text is in both, so the search for secrets would find them.
    expect(texts.filter((text) => text.includes('Silakan unggah ulang SPM.')).length).toBeGreaterThan(1);
    for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  async function everyRow(): Promise<string[]> {
    const tables = await web.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    const rows = tables.map(({ name }) =>
      web.prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`),
    );
    return (await Promise.all(rows)).flat().map(({ row }) => row);
  }
});

/** Every piece of data in a history, decoded and as text. */
function payloadsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(payloadsOf);
}

describe('15 and 16: hostile content', () => {
  const hostile = '"><svg onload=alert(1)> javascript:alert(1) {{7*7}} <%= 1 %>';

  it('is text on every page', async () => {
    const satker = await web.as('satker-527010');
    const { location } = await satker.post(
      '/tiket',
      await question({ subjek: hostile, pertanyaan: hostile }),
    );
    const signed = await signature(web.prisma, 'CSO 1 Pekanbaru');
    await officer.post(`${location}/eskalasi`, { ...signed, catatan: hostile });
    const hai = await web.as('hai');
    await hai.post(`${location}/balasan-hai`, { balasan: hostile });
    const pages = [
      await satker.get(location ?? ''),
      await officer.get(location ?? ''),
      await officer.get('/tiket'),
      await hai.get('/hai'),
      await hai.get(`/hai?q=${encodeURIComponent(hostile)}`),
      await satker.post(
        '/tiket',
        await question({ subjek: hostile, penanya: hostile, layanan: hostile, permintaan: hostile }),
      ),
      await officer.get(`/menu?q=${encodeURIComponent(hostile)}`),
      await web.visitor().post('/masuk', { username: hostile, password: 'x', next: hostile }),
      await officer.get(`/tiket/${encodeURIComponent(hostile)}`),
    ];
    for (const page of pages) {
      expect(page.text).not.toContain('<svg onload');
      expect(
        page.attributes('[href^="javascript:"], [src^="javascript:"], [action^="javascript:"]', 'href'),
      ).toEqual([]);
    }
    expect(pages[0]?.one('h1')).toContain(hostile);
  });

  it('is never fetched if it contains an address', async () => {
    let fetched = 0;
    const server = createServer((_request, answer) => void answer.end(String(fetched++))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const satker = await web.as('satker-527010');
    const { location } = await satker.post(
      '/tiket',
      await question({ subjek: address, pertanyaan: address }),
    );
    expect(
      (await officer.get(location ?? '')).attributes(`[href="${address}"], [src="${address}"]`, 'href'),
    ).toEqual([]);
    await fetch(address);
    expect(fetched).toBe(1);
    server.close();
  });
});

describe('17: invalid bodies', () => {
  test.each([
    ['application/x-www-form-urlencoded', 'subjek=%ED%A0%80%00%FF&pertanyaan=%&penanya=%E0%A4%A&layanan=%00'],
    ['application/x-www-form-urlencoded', '&&&===&__proto__=x&constructor=y&subjek=a&subjek=b'],
    ['application/x-www-form-urlencoded; charset=utf-16', 'subjek=x'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=', '--\r\n'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="subjek'],
    ['application/json', '{"subjek":'],
    ['text/html', '<form>'],
    ['not a type', 'x'],
  ])('are refused, never 500: %s %j', async (type, body) => {
    const satker = await web.as('satker-527010');
    const before = await web.prisma.reservation.count();
    for (const path of ['/tiket', '/masuk', '/tahun']) {
      const headers = { Origin: satker.publicUrl, 'Content-Type': type };
      expect((await satker.send(path, { method: 'POST', body, headers })).status).toBeLessThan(500);
    }
    expect(await web.prisma.reservation.count()).toBe(before);
  });

  it('keep the text of a form with half a surrogate pair and a NUL', async () => {
    const satker = await web.as('satker-527010');
    const fields = new URLSearchParams(await question())
      .toString()
      .replace('subjek=Subjek', 'subjek=A%00B%ED%A0%80C');
    const headers = { Origin: satker.publicUrl, 'Content-Type': 'application/x-www-form-urlencoded' };
    const { status, location } = await satker.send('/tiket', { method: 'POST', body: fields, headers });
    expect(status).toBe(303);
    expect((await satker.get(location ?? '')).one('h1')).toMatch(/AB\ufffd+C$/);
  });
});

describe('22: the log-in', () => {
  test.each([
    '//tiket',
    '///tiket',
    '/%2Ftiket',
    '/%2ftiket',
    '/TIKET',
    '/Tiket',
    '/tiket/',
    '/tiket//',
    '/tiket;a=b',
    '/tiket%3f',
    '/./tiket',
    '/masuk/../tiket',
    '/masuk/..%2ftiket',
    '/masuk%2f..%2ftiket',
    '/assets/../tiket',
    '/assets/%2e%2e/tiket',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets//etc/passwd',
    '/healthz/../tiket',
    '/healthz/x',
    '/readyz/../tiket',
    '/api/hai/../../tiket',
    '/api/hai/%2e%2e/%2e%2e/tiket',
    '/API/HAI/tiket',
    '/api/kalender/jatuh-tempo?dibuka=2026-08-13T18:30:00Z',
    '/tiket/baru%00',
    '/peristiwa',
    '/Peristiwa',
    '/hai',
    '/.env',
    '/%',
  ])('is not passed by %s', async (path) => {
    await waitingTicket(web, { subject: 'Tidak untuk tamu' });
    for (const headers of [{}, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }]) {
      const { status, text } = await sendRaw(web.config.port, path, { headers });
      expect(status).not.toBe(200);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/Tidak untuk tamu|KPPN PEKANBARU|dependencies|root:/);
    }
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND'])(
    'is not passed by %s',
    async (method) => {
      const reference = await escalatedTicket(web);
      const headers = { Origin: web.config.publicUrl };
      for (const path of [
        '/tiket',
        `/tiket/${reference}`,
        `/tiket/${reference}/jawaban`,
        '/api/kalender/jatuh-tempo',
      ]) {
        const { status, text } = await sendRaw(web.config.port, path, { method, headers });
        expect([303, 401, 403, 404, 405]).toContain(status);
        expect(text).not.toContain('SP2D');
      }
    },
  );
});

describe('23: a fault of ours', () => {
  it('reveals no internals, but the number that finds it in the log', async () => {
    await web.prisma.$executeRaw`ALTER TABLE ticket_viewer RENAME TO elsewhere`;
    const page = await officer.get('/tiket');
    await web.prisma.$executeRaw`ALTER TABLE elsewhere RENAME TO ticket_viewer`;
    expect(page.status).toBe(500);
    expect(page.one('code')).toMatch(/^[0-9a-f-]{36}$/);
    expect(page.text).not.toMatch(/prisma|postgres|ticket_viewer|elsewhere|\.ts\b|node_modules/i);
  });
});
