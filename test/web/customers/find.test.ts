import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import {
  customerOf,
  emails,
  everyCustomer,
  freshEmail,
  givenPerson,
  readers,
} from '../../support/customers.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
let kppn: Visitor;
let satker: Visitor;
beforeAll(async () => {
  web = await startWeb();
  kppn = await web.as('kppn-008');
  satker = await web.as('satker-527010');
});
afterAll(() => web.stop());

const find = (visitor: Visitor, email: string, kembali = '') =>
  visitor.get(
    `/pengguna/cari-email?email=${encodeURIComponent(email)}&kembali=${encodeURIComponent(kembali)}`,
  );

const back = '/tiket/baru?draf=11111111-2222-4333-8444-555555555555';

describe('CARI E-MAIL', () => {
  it('asks first', async () => {
    const page = await satker.get('/pengguna/cari-email');
    expect([page.status, page.one('h1'), page.all('.found')]).toEqual([200, 'CARI E-MAIL', []]);
  });

  test.each(['', ' ', 'tanpa-at', 'dua@@at.id', 'spasi di@sini.id', '<a>@b.id', 'a@b..id'])(
    'asks again for an invalid address: %j',
    async (email) => {
      const page = await find(satker, email);
      expect(page.status).toBe(422);
      expect(page.faultAt('email')).not.toBeNull();
      expect(page.one('.govuk-error-summary')).toContain('Isilah semua kolom bertanda *');
      expect(page.value('#email')).toBe(email.trim());
    },
  );

  it('leads to TAMBAH PENGGUNA for an unknown one, with the way back', async () => {
    const email = 'Baru+1@Surel.Example.ID';
    const { status, location } = await find(kppn, email, back);
    expect([status, location]).toEqual([
      303,
      `/pengguna/baru?${new URLSearchParams({ email, kembali: back }).toString()}`,
    ]);
    const form = await kppn.get(location ?? '');
    expect([form.one('h1'), form.value('#email')]).toEqual(['TAMBAH PENGGUNA', email]);
    expect(form.attribute('.govuk-back-link', 'href')).toBe(back);
  });

  it('shows persons that the unit sees, ignoring case', async () => {
    const page = await find(satker, 'PENANYA@satker-527010.EXAMPLE.id');
    expect(page.one('.found h2')).toBe('Pengguna ini sudah terdaftar');
    expect(page.all('.found dd').slice(0, 2)).toEqual(['Rina Wulandari', 'penanya@satker-527010.example.id']);
    expect(page.all('.found a')).toEqual(['Ubah']);
  });

  it('chooses the person for the ticket that asked', async () => {
    const { id } = await customerOf(web.prisma, 'penanya@satker-527010.example.id');
    const page = await find(kppn, 'penanya@satker-527010.example.id', back);
    expect(page.attributes('.found a', 'href')).toEqual([
      `${back}&penanya=${id}&jenis=SATKER`,
      `/pengguna/${id}/ubah`,
    ]);
  });

  test.each([
    ['satker-527010', 'penanya@satker-527020.example.id', 'Bambang Hartono'],
    ['satker-527010', 'layanan.mpn@bank-melayu.example.id', 'Lina Marpaung'],
    ['satker-527010', 'penanya@kppn-008.example.id', 'Siti Rahmawati'],
    ['kppn-063', 'penanya@satker-527010.example.id', 'Rina Wulandari'],
    ['kppn-063', 'penanya@kppn-008.example.id', 'Siti Rahmawati'],
    ['kanwil-riau', 'penanya@satker-527010.example.id', 'Rina Wulandari'],
  ])('tells %s only that the e-mail of %s is taken', async (username, email, name) => {
    const visitor = await web.as(username);
    const before = await everyCustomer(web);
    const page = await find(visitor, email);
    expect(page.one('.found h2')).toBe('Alamat e-mail ini sudah terdaftar');
    expect(page.text).not.toContain(name);
    expect(page.all('.found form')).toEqual([]);
    expect((await visitor.post('/pengguna/tautan', { email })).status).toBe(404);
    expect(await everyCustomer(web)).toEqual(before);
  });

  test.each(hostileQueries)('survives %j', async (text) => {
    for (const name of ['email', 'kembali']) {
      const page = await kppn.get(`/pengguna/cari-email?${name}=${text}`);
      expect([200, 422]).toContain(page.status);
      expect(page.text).not.toContain('<svg onload');
    }
  });

  test.each(['javascript:alert(1)', '//evil.example', '/\\evil.example', 'https://evil.example/'])(
    'never redirects to %s',
    async (kembali) => {
      const page = await find(kppn, 'penanya@satker-527010.example.id', kembali);
      expect(page.attributes('main a', 'href').filter((href) => !href.startsWith('/pengguna'))).toEqual([]);
      const { location } = await kppn.post('/pengguna', {
        email: freshEmail(),
        nama: 'Sari',
        jenis: 'BANK',
        kembali,
      });
      expect(location).toBe('/pengguna');
    },
  );
});

describe('linking by the exact e-mail', () => {
  it('is offered to a Kuasa BUN unit without a name, and then shows the person', async () => {
    const { id, email } = await givenPerson(web, 'PIHAK_KETIGA', null, ['KPPN-063']);
    const page = await find(kppn, email.toUpperCase(), back);
    expect(page.text).not.toContain('Sari Lestari');
    const action = page.attribute('.found form', 'action') ?? '';
    const fields = Object.fromEntries(
      ['permintaan', 'email', 'kembali'].map((name) => [
        name,
        page.value(`.found input[name=${name}]`) ?? '',
      ]),
    );
    for (let times = 0; times < 3; times++) {
      const reply = await kppn.post(action, fields);
      expect([reply.status, reply.location]).toEqual([303, `${back}&penanya=${id}&jenis=PIHAK_KETIGA`]);
    }
    expect(emails(await kppn.get('/pengguna'))).toContain(email);
    const { links } = await customerOf(web.prisma, email);
    expect(links.map(({ unitId, endedAt }) => [unitId, endedAt])).toEqual([
      ['KPPN-008', null],
      ['KPPN-063', null],
    ]);
  });

  it('sent again after the person was removed does not link again', async () => {
    const { id, email } = await givenPerson(web, 'UMUM', null, ['KPPN-063']);
    const fields = { email, permintaan: randomUUID() };
    await kppn.post('/pengguna/tautan', fields);
    await kppn.post(`/pengguna/${id}/hapus`);
    expect((await kppn.post('/pengguna/tautan', fields)).status).toBe(303);
    expect(emails(await kppn.get('/pengguna'))).not.toContain(email);
  });

  it('does not accept a part of an address, or an unknown one', async () => {
    const { email } = await givenPerson(web, 'UMUM', null, ['KPPN-063']);
    for (const given of [email.slice(1), '%', freshEmail()])
      expect([404, 422]).toContain((await kppn.post('/pengguna/tautan', { email: given })).status);
    expect(emails(await kppn.get('/pengguna'))).not.toContain(email);
  });
});

test.each(readers)('%s may not', async (username) => {
  const before = await everyCustomer(web);
  const visitor = await web.as(username);
  expect((await find(visitor, 'penanya@satker-527010.example.id')).status).toBe(403);
  expect((await visitor.post('/pengguna/tautan', { email: 'ratna.dewanti@surel.example.id' })).status).toBe(
    403,
  );
  expect(await everyCustomer(web)).toEqual(before);
});
