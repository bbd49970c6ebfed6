import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { askerTypes } from '../../../domain/values.ts';
import type { Fields, Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import {
  agencies,
  customerOf,
  emails,
  everyCustomer,
  freshEmail,
  givenPerson,
  readers,
} from '../../support/customers.ts';

let web: TestWeb;
let kppn: Visitor;
let satker: Visitor;
beforeAll(async () => {
  web = await startWeb();
  kppn = await web.as('kppn-008');
  satker = await web.as('satker-527010');
});
afterAll(() => web.stop());

const bank = (over: Fields = {}): Fields => ({
  permintaan: randomUUID(),
  email: freshEmail(),
  nama: 'Sari Lestari',
  jenis: 'BANK',
  ...over,
});
const codes: Fields = { satker: '527010', kppn: '008' };

describe('TAMBAH PENGGUNA', () => {
  test.each(askerTypes)('records a %s for a KPPN, which may then choose the person', async (jenis) => {
    const fields = bank({ jenis, ...codes });
    const { status, location } = await kppn.post('/pengguna', fields);
    expect([status, location]).toEqual([303, '/pengguna']);
    const page = await kppn.get('/pengguna');
    expect(emails(page)[0]).toBe(fields['email']);
    const code = jenis === 'SATKER' ? 'SATKER 527010' : jenis === 'KPPN' ? 'KPPN 008' : '';
    expect(agencies(page)[0]).toContain(code);
    const { unitId, links } = await customerOf(web.prisma, fields['email'] ?? '');
    expect(unitId).toBe(code === '' ? null : code.replace(' ', '-'));
    expect(links.map((link) => link.unitId)).toEqual(
      jenis === 'SATKER' ? ['KPPN-008', 'SATKER-527010'] : ['KPPN-008'],
    );
  });

  it('asks a Satker for no type, and records for itself whatever the form says', async () => {
    const form = await satker.get(`/pengguna/baru?email=${freshEmail()}`);
    expect(form.all('select')).toEqual(form.all('select#tahun'));
    const fields = bank({ jenis: 'BANK', satker: '527020', kppn: '063', unitId: 'SATKER-527020', id: '1' });
    expect((await satker.post('/pengguna', fields)).status).toBe(303);
    expect(await customerOf(web.prisma, fields['email'] ?? '')).toMatchObject({
      type: 'SATKER',
      unitId: 'SATKER-527010',
      links: [{ unitId: 'SATKER-527010', endedAt: null }],
    });
  });

  it("asks for no code of a KPPN's own staff", async () => {
    const fields = bank({ jenis: 'KPPN' });
    expect((await kppn.post('/pengguna', fields)).status).toBe(303);
    expect((await customerOf(web.prisma, fields['email'] ?? '')).unitId).toBe('KPPN-008');
  });

  it('returns to the ticket with the new person chosen', async () => {
    const kembali = '/tiket/baru?draf=11111111-2222-4333-8444-555555555555&penanya=9';
    const fields = bank({ kembali });
    const { location } = await kppn.post('/pengguna', fields);
    const { id } = await customerOf(web.prisma, fields['email'] ?? '');
    expect(location).toBe(kembali.replace('penanya=9', `penanya=${id}&jenis=BANK`));
    const form = await kppn.get(location ?? '');
    expect(form.value('#penanya')).toBe(String(id));
  });

  test.each([
    ['Дмитрий Шостакович', 'дмитрий@пример.рф'],
    ['محمد عبد الله', 'محمد@مثال.إختبار'],
    ['田中 太郎', 'tanaka+kas@例え.jp'],
    ["Sinta O'Brien-Łukasz 😀", "o'brien.ł@x.example.id"],
    ['"><svg onload=alert(1)>', 'hostile{}|$`@x.example.id'],
  ])('knows people called %s', async (nama, email) => {
    expect((await kppn.post('/pengguna', bank({ nama, email }))).status).toBe(303);
    const page = await kppn.get('/pengguna');
    expect(page.all('#daftar td[data-label=Nama]')[0]).toBe(nama);
    expect(emails(page)[0]).toBe(email);
    expect(page.text).not.toContain('<svg onload');
    expect((await kppn.post('/pengguna', bank({ nama, email: email.toUpperCase() }))).status).toBe(409);
  });

  it('keeps a name in one line', async () => {
    const fields = bank({ nama: '  Sari\r\n\tLestari\0  ' });
    await kppn.post('/pengguna', fields);
    expect((await customerOf(web.prisma, fields['email'] ?? '')).name).toBe('Sari Lestari');
  });
});

describe('a form that is not complete', () => {
  test.each([
    ['nama', { nama: ' ' }, 'Nama harus diisi.'],
    ['nama', { nama: '\u200b\u202e' }, 'Nama harus diisi.'],
    ['nama', { nama: 'x'.repeat(201) }, 'Nama paling panjang 200 karakter.'],
    ['email', { email: '' }, 'E-mail harus diisi.'],
    ['email', { email: 'a@b@c.id' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['email', { email: 'nama@contoh' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['email', { email: 'nama@contoh.' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['email', { email: '=?utf-8?q?a?=@c.id' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['email', { email: 'a@=?utf-8?q?c?=.id' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['nama', { nama: 'a' + '\u0301'.repeat(20_000) }, 'Nama paling panjang 200 karakter.'],
    ['email', { email: 'a\u200bb@c.id' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['email', { email: `${'x'.repeat(250)}@c.id` }, 'E-mail paling panjang 254 karakter.'],
    ['jenis', { jenis: '' }, 'Jenis Unit Penanya harus dipilih.'],
    ['jenis', { jenis: 'HAI' }, 'Jenis Unit Penanya harus dipilih.'],
    ['satker', { jenis: 'SATKER' }, 'Kode satker harus dipilih.'],
    ['satker', { jenis: 'SATKER', satker: '999999' }, 'Satker ini tidak dikenal di unit Anda.'],
    ['satker', { jenis: 'SATKER', satker: '690010' }, 'Satker ini tidak dikenal di unit Anda.'],
    ['satker', { jenis: 'SATKER', satker: "' OR 1=1--" }, 'Satker ini tidak dikenal di unit Anda.'],
    ['kppn', { jenis: 'KPPN', kppn: '063' }, 'KPPN ini tidak dikenal di unit Anda.'],
  ])('comes back with what was typed and says so at %s', async (field, over, message) => {
    const before = await everyCustomer(web);
    const fields = bank(over);
    const page = await kppn.post('/pengguna', fields);
    expect(page.status).toBe(422);
    expect(page.faultAt(field)).toBe(message);
    expect(page.attributes('.govuk-error-summary a', 'href')).toEqual([`#${field}`]);
    expect(page.one('.govuk-error-summary')).toContain('Isilah semua kolom bertanda * sebelum melanjutkan.');
    for (const other of ['email', 'nama', 'jenis'])
      if (other !== field) expect(page.value(`#${other}`)).toBe(fields[other]);
    expect(page.value('form.panel [name=permintaan]')).toBe(fields['permintaan']);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it('names everything that is missing at once', async () => {
    const page = await kppn.post('/pengguna', { jenis: 'SATKER' });
    expect(page.attributes('.govuk-error-summary a', 'href')).toEqual(['#nama', '#email', '#satker']);
  });

  it('can be sent again once corrected', async () => {
    const fields = bank({ nama: '' });
    expect((await kppn.post('/pengguna', fields)).status).toBe(422);
    expect((await kppn.post('/pengguna', { ...fields, nama: 'Kini ada' })).status).toBe(303);
  });
});

describe('whose satkers', () => {
  test.each([
    ['kanwil-riau', 'SATKER', '527010', 303],
    ['kanwil-riau', 'SATKER', '690010', 422],
    ['kanwil-riau', 'KPPN', '008', 303],
    ['kanwil-riau', 'KPPN', '063', 422],
    ['kanwil-riau', 'KPPN', '', 422],
    ['kppn-kp', 'SATKER', '690010', 303],
    ['kppn-kp', 'KPPN', '063', 303],
    ['kppn-kp', 'KPPN', '', 303],
    ['kppn-063', 'SATKER', '690010', 303],
    ['kppn-063', 'SATKER', '527010', 422],
  ])('%s records a %s of %s: %i', async (username, jenis, code, status) => {
    const visitor = await web.as(username);
    const fields = bank({ jenis, satker: code, kppn: code });
    expect((await visitor.post('/pengguna', fields)).status).toBe(status);
    const listed = emails(await visitor.get('/pengguna')).includes(fields['email'] ?? '');
    expect(listed).toBe(status === 303);
  });
});

describe('an e-mail that is registered already', () => {
  it('is refused in any case with the form as typed, and nothing is created twice', async () => {
    const { email } = await givenPerson(web, 'BANK', null, ['KPPN-063']);
    const before = await everyCustomer(web);
    const fields = bank({ email: email.toUpperCase(), jenis: 'PEMDA' });
    const page = await kppn.post('/pengguna', fields);
    expect(page.status).toBe(409);
    expect(page.faultAt('email')).toBe('Alamat e-mail ini sudah terdaftar.');
    expect([page.value('#email'), page.value('#nama'), page.value('#jenis')]).toEqual([
      fields['email'],
      'Sari Lestari',
      'PEMDA',
    ]);
    expect(await everyCustomer(web)).toEqual(before);
    const found = await kppn.get(`/pengguna/baru?email=${email}`);
    expect(found.location).toBe(`/pengguna/cari-email?email=${encodeURIComponent(email)}`);
  });

  it('in a race creates one person and answers the others 409', async () => {
    const email = freshEmail();
    const people = await Promise.all(
      ['kppn-008', 'kppn-063', 'kanwil-riau', 'kppn-kp'].map((username) => web.as(username)),
    );
    for (const given of [email, email.toUpperCase()]) {
      const replies = await Promise.all(
        people.map((visitor) => visitor.post('/pengguna', bank({ email: given }))),
      );
      const done = replies.filter(({ status }) => status === 303).length;
      expect(done).toBe(given === email ? 1 : 0);
      expect(replies.filter(({ status }) => status === 409)).toHaveLength(4 - done);
    }
    expect(await web.prisma.customer.count({ where: { email } })).toBe(1);
    expect((await customerOf(web.prisma, email)).links).toHaveLength(1);
  });

  it('of a removed person brings them back as recorded before', async () => {
    const { id, email } = await givenPerson(web, 'BANK', null, ['KPPN-008', 'KPPN-063']);
    await kppn.post(`/pengguna/${id}/hapus`);
    expect(emails(await kppn.get('/pengguna'))).not.toContain(email);
    expect((await kppn.post('/pengguna', bank({ email, nama: 'Nama lain' }))).status).toBe(303);
    expect(emails(await kppn.get('/pengguna'))).toContain(email);
    expect(await customerOf(web.prisma, email)).toMatchObject({ id, name: 'Sari Lestari' });
  });
});

describe('the same request', () => {
  it('sent again has the first outcome and changes nothing', async () => {
    const fields = bank({ kembali: '/tiket/baru?draf=1' });
    const first = await kppn.post('/pengguna', fields);
    const before = await everyCustomer(web);
    const again = await kppn.post('/pengguna', fields);
    expect([again.status, again.location]).toEqual([303, first.location]);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it('sent many times at once creates one person', async () => {
    const fields = bank();
    const replies = await Promise.all(Array.from({ length: 6 }, () => kppn.post('/pengguna', fields)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(303));
    expect(await web.prisma.customer.count({ where: { email: fields['email'] ?? '' } })).toBe(1);
  });

  it('without a key is refused the second time', async () => {
    const fields = bank({ permintaan: '' });
    expect((await kppn.post('/pengguna', fields)).status).toBe(303);
    expect((await kppn.post('/pengguna', fields)).status).toBe(409);
  });
});

describe('others', () => {
  test.each(readers)('%s may not', async (username) => {
    const before = await everyCustomer(web);
    const visitor = await web.as(username);
    expect((await visitor.get(`/pengguna/baru?email=${freshEmail()}`)).status).toBe(403);
    expect((await visitor.post('/pengguna', bank())).status).toBe(403);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it('from another origin may not', async () => {
    const before = await everyCustomer(web);
    expect((await kppn.post('/pengguna', bank(), { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await web.visitor().post('/pengguna', bank())).location).toBe('/masuk?next=%2Fpengguna%2Fbaru');
    expect(await everyCustomer(web)).toEqual(before);
  });
});
