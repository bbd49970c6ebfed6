import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { demoPassword } from '../../../prisma/seed/demo.ts';
import { startWeb } from '../../support/web.ts';
import type { Reply } from '../../support/reply.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const wrong = { username: 'kppn-008', password: 'salah' };

const tokenOf = (line: string | undefined) => /^sesi=([^;]*)/.exec(line ?? '')?.[1];

describe('a right log-in', () => {
  it('leads to the menu, which greets the unit', async () => {
    const officer = web.visitor();
    const menu = await officer.postAndFollow('/masuk', { username: 'kppn-008', password: demoPassword });
    expect(menu.status).toBe(200);
    expect(menu.one('.header__unit')).toMatch(/^KPPN PEKANBARU 20\d\d$/);
    expect(menu.all('.card__title')).toContain('Data Rekam Layanan/Permasalahan');
  });

  it('ignores the case of the user name', async () => {
    expect(
      (await web.visitor().post('/masuk', { username: 'KPPN-008', password: demoPassword })).status,
    ).toBe(303);
  });

  it('leads back to the requested page', async () => {
    const officer = web.visitor();
    const refused = await officer.get('/tiket?status=WAITING');
    expect([refused.status, refused.location]).toEqual([303, '/masuk?next=%2Ftiket%3Fstatus%3DWAITING']);
    const form = await officer.get(refused.location ?? '');
    const fields = { username: 'kppn-008', password: demoPassword, next: form.value('[name=next]') ?? '' };
    expect((await officer.post('/masuk', fields)).location).toBe('/tiket?status=WAITING');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/\t/evil.example',
    'javascript:alert(1)',
    '\\/evil',
  ])('never leads elsewhere: next=%j', async (next) => {
    const { location } = await web
      .visitor()
      .post('/masuk', { username: 'kppn-008', password: demoPassword, next });
    expect(new URL(location ?? '', web.config.publicUrl).origin).toBe(web.config.publicUrl);
    const known = await web.as('kppn-008');
    const passed = await known.get(`/masuk?next=${encodeURIComponent(next)}`);
    expect(new URL(passed.location ?? '', web.config.publicUrl).origin).toBe(web.config.publicUrl);
  });

  it('gives a new cookie and ends the session of a planted one', async () => {
    const officer = await web.as('kppn-008');
    const planted = officer.cookies.get('sesi') ?? '';
    const reply = await officer.post('/masuk', { username: 'kppn-008', password: demoPassword });
    const fresh = tokenOf(reply.headers.getSetCookie().at(-1));
    expect(fresh).toMatch(/^[\w-]{43}$/);
    expect(fresh).not.toBe(planted);
    const intruder = web.visitor();
    intruder.cookies.set('sesi', planted);
    expect((await intruder.get('/tiket')).location).toContain('/masuk');
    expect((await officer.get('/tiket')).status).toBe(200);
  });

  it('does not accept a cookie that was never issued', async () => {
    const officer = web.visitor();
    officer.cookies.set('sesi', 'dipilih-penyerang');
    await officer.signIn('kppn-008');
    expect(officer.cookies.get('sesi')).not.toBe('dipilih-penyerang');
  });
});

describe('a refused log-in', () => {
  it('is the same for a wrong password, an unknown and a disabled user', async () => {
    await web.prisma.account.update({ where: { username: 'kppn-kph' }, data: { disabledAt: new Date() } });
    const visitor = web.visitor();
    const replies = [
      await visitor.post('/masuk', { username: 'kppn-kp', password: 'salah' }),
      await visitor.post('/masuk', { username: 'tidak-ada', password: demoPassword }),
      await visitor.post('/masuk', { username: 'kppn-kph', password: demoPassword }),
    ];
    const bodies = replies.map(({ text }) => text.replaceAll(/kppn-kph?|tidak-ada/g, 'seseorang'));
    expect(replies.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(new Set(bodies).size).toBe(1);
    expect(replies[0]?.one('.govuk-error-summary')).toContain('User atau password salah.');
    expect(visitor.cookies.size).toBe(0);
  });

  it('keeps the user and never the password', async () => {
    const reply = await web.visitor().post('/masuk', { ...wrong, password: 'salah-sekali' });
    expect(reply.value('#username')).toBe('kppn-008');
    expect(reply.text).not.toContain('salah-sekali');
  });

  it('names the field that is empty', async () => {
    const reply = await web.visitor().post('/masuk', { username: 'kppn-008' });
    expect(reply.status).toBe(422);
    expect(reply.faultAt('password')).toBe('Password harus diisi.');
    expect(reply.one('.govuk-error-summary')).toContain('Isilah semua kolom bertanda * sebelum melanjutkan.');
  });
});

describe('guessing', () => {
  it('is stopped whatever address it claims, and locks out nobody else at that address', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 50; tries++) {
      const headers = { 'X-Forwarded-For': `10.0.0.${tries}`, Forwarded: `for=10.0.0.${tries}` };
      statuses.push((await web.visitor().post('/masuk', { ...wrong, username: 'hai' }, headers)).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422));
    expect(new Set(statuses.slice(10))).toEqual(new Set([429]));
    const right = await web.visitor().post('/masuk', { username: 'hai', password: demoPassword });
    expect(right.status).toBe(429);
    expect(right.one('.govuk-error-summary')).toMatch(/Cobalah lagi dalam \d+ menit/);
    expect((await web.visitor().post('/masuk', { username: 'HAI', password: demoPassword })).status).toBe(
      429,
    );
    expect(
      (await web.visitor().post('/masuk', { username: 'satker-690010', password: demoPassword })).status,
    ).toBe(303);
  });

  it('is reset by a right log-in', async () => {
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 5; tries++)
        await web.visitor().post('/masuk', { ...wrong, username: 'pusat' });
      expect((await web.visitor().post('/masuk', { username: 'pusat', password: demoPassword })).status).toBe(
        303,
      );
    }
  });
});

describe('a session', () => {
  const idleSince = (minutes: number) =>
    web.prisma.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - minutes * 60_000) } });

  it('ends with Keluar, even for a copy of the cookie', async () => {
    const officer = await web.as('kppn-008');
    const copy = web.visitor();
    copy.cookies.set('sesi', officer.cookies.get('sesi') ?? '');
    expect((await copy.get('/')).status).toBe(200);
    expect((await officer.post('/keluar')).location).toBe('/masuk');
    expect(officer.cookies.size).toBe(0);
    expect((await copy.get('/')).location).toBe('/masuk?next=%2F');
  });

  it('ends by itself after 30 idle minutes', async () => {
    const officer = await web.as('kppn-008');
    await idleSince(29);
    expect((await officer.get('/')).status).toBe(200);
    await idleSince(30);
    expect((await officer.get('/')).location).toBe('/masuk?next=%2F');
  });

  it('ends 12 hours after its log-in, however much it is used', async () => {
    const officer = await web.as('kppn-008');
    const signedInAgo = (minutes: number) =>
      web.prisma.session.updateMany({ data: { createdAt: new Date(Date.now() - minutes * 60_000) } });
    await signedInAgo(12 * 60 - 2);
    expect((await officer.get('/')).status).toBe(200);
    const { sisa_detik } = (await officer.post('/api/sesi')).json<{ sisa_detik: number }>();
    expect(sisa_detik).toBeLessThanOrEqual(120);
    await signedInAgo(12 * 60);
    expect((await officer.get('/')).location).toBe('/masuk?next=%2F');
  });

  test.each([
    ['a changed password', `password_hash = password_hash || '0'`],
    ['a disabled account', 'disabled_at = now()'],
    ['another role', `role = 'PENGAWAS'`],
    ['another unit', `unit_id = 'KPPN-063'`],
  ])('ends in the same statement with %s', async (_, change) => {
    const [officer, stranger] = [await web.as('kppn-008'), await web.as('satker-527010')];
    const { id, ...before } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
    const left = await web.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`UPDATE account SET ${change} WHERE username = 'kppn-008'`);
      await tx.$executeRaw`UPDATE account SET display_name = display_name WHERE username = 'satker-527010'`;
      return tx.session.count({ where: { accountId: id } });
    });
    await web.prisma.account.update({ where: { id }, data: before });
    expect([left, (await officer.get('/')).status, (await stranger.get('/')).status]).toEqual([0, 303, 200]);
  });

  it('is kept alive by a click, not by a page that refreshes itself', async () => {
    const officer = await web.as('kppn-008');
    const seenAgo = async () => {
      const { lastSeenAt } = await web.prisma.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      return Math.round((Date.now() - lastSeenAt.getTime()) / 60_000);
    };
    await idleSince(20);
    expect((await officer.getPart('/tiket?segar=1')).status).toBe(200);
    expect(await seenAgo()).toBe(20);
    const stream = await officer.open('/peristiwa');
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    expect(await seenAgo()).toBe(20);
    await officer.get('/tiket');
    expect(await seenAgo()).toBe(0);
  });

  it('tells how long it lasts without being extended; a POST extends it', async () => {
    const officer = await web.as('kppn-008');
    const left = async (reply: Promise<Reply>) => (await reply).json<{ sisa_detik: number }>().sisa_detik;
    await idleSince(28);
    expect(await left(officer.get('/api/sesi'))).toBeLessThanOrEqual(120);
    expect(await left(officer.get('/api/sesi'))).toBeGreaterThan(100);
    const { sisa_detik } = (await officer.post('/api/sesi')).json<{ sisa_detik: number }>();
    expect(sisa_detik).toBeGreaterThan(1790);
    expect(await left(officer.get('/api/sesi'))).toBeGreaterThan(1790);
    await idleSince(30);
    expect((await officer.get('/api/sesi')).status).toBe(401);
    expect((await officer.post('/api/sesi')).status).toBe(401);
  });

  it('is extended only by our own pages', async () => {
    const officer = await web.as('kppn-008');
    await idleSince(28);
    const foreign = await officer.post('/api/sesi', {}, { Origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await officer.get('/api/sesi')).json<{ sisa_detik: number }>().sisa_detik).toBeLessThanOrEqual(
      120,
    );
  });

  it('that has ended is reported at the log-in, which leads back to the form', async () => {
    const officer = await web.as('kppn-008');
    await idleSince(30);
    for (const [path, back] of [
      ['/tiket', '/tiket/baru'],
      ['/tiket/baru', '/tiket/baru'],
      ['/tiket/HAI-531160406/jawaban', '/tiket/HAI-531160406'],
      ['/pengguna', '/pengguna/baru'],
      ['/pengguna?email=a%40b.id', '/pengguna/baru?email=a%40b.id'],
      ['/pengguna/7', '/pengguna/7/ubah'],
      ['/pengguna/7/hapus', '/pengguna/7/hapus'],
      ['/pengguna/tautan', '/pengguna/cari-email'],
      ['/laporan/filter', '/laporan/filter'],
      ['/tahun', '/'],
    ] as const) {
      const { location } = await officer.post(path, {});
      expect(location).toBe(`/masuk?next=${encodeURIComponent(back)}`);
    }
    const page = await officer.get('/masuk?next=%2Ftiket%2Fbaru');
    expect(page.one('.notice')).toBe('Sesi Anda telah berakhir. Silakan masuk kembali.');
    expect(page.value('[name=next]')).toBe('/tiket/baru');
  });

  it.each([
    ['/tiket?status=WAITING', '%2Ftiket%3Fstatus%3DWAITING'],
    ['//evil.example/x', '%2F'],
  ])('leads a part back to its page, and never elsewhere: %s', async (path, next) => {
    const current = { 'HX-Request': 'true', 'HX-Current-URL': web.config.publicUrl + path };
    const reply = await web.visitor().get('/tiket?segar=1', current);
    expect(reply.headers.get('hx-redirect')).toBe(`/masuk?next=${next}`);
  });

  it('ends with the next request after the account is disabled', async () => {
    const officer = await web.as('kppn-063');
    expect((await officer.get('/')).status).toBe(200);
    await web.prisma.account.update({ where: { username: 'kppn-063' }, data: { disabledAt: new Date() } });
    expect((await officer.get('/')).location).toContain('/masuk');
  });

  it('ends with a move to another unit, which the next one shows', async () => {
    const before = await web.as('satker-527844');
    await web.prisma.account.update({
      where: { username: 'satker-527844' },
      data: { unitId: 'SATKER-690010' },
    });
    expect((await before.get('/')).location).toBe('/masuk?next=%2F');
    const moved = await web.as('satker-527844');
    expect((await moved.get('/')).one('.header__unit')).toContain('BADAN PUSAT STATISTIK KOTA JAYAPURA');
  });

  it('that has ended is reported to htmx in its own way', async () => {
    const reply = await web.visitor().getPart('/tiket?segar=1');
    expect([reply.status, reply.headers.get('hx-redirect')]).toEqual([401, '/masuk?next=%2F']);
    expect(reply.text).toBe('');
  });
});
