import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { agencies, emails, givenPerson } from '../../support/customers.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => void (web = await startWeb()));
afterAll(() => web.stop());

const satker527010 = ['penanya@satker-527010.example.id', 'bendahara@satker-527010.example.id'];

describe('Data Pengguna Layanan', () => {
  test.each([
    ['satker-527010', ['SATKER 527010']],
    ['satker-690010', ['SATKER 690010']],
    ['kppn-008', ['BANK', 'KPPN 008', 'MAHASISWA', 'PEMDA', 'PIHAK KETIGA', 'SATKER', 'UMUM']],
    ['kppn-063', ['BANK', 'KPPN 063', 'SATKER 690010', 'UMUM']],
    ['kanwil-riau', ['BANK', 'MAHASISWA', 'PEMDA', 'PIHAK KETIGA', 'UMUM']],
    ['kppn-kp', ['BANK']],
    ['kppn-kph', ['PEMDA', 'PIHAK KETIGA']],
  ])('shows %s only its own people', async (username, kinds) => {
    const page = await (await web.as(username)).get('/pengguna');
    expect(page.status).toBe(200);
    const shown = agencies(page);
    for (const kind of kinds) expect(shown.some((agency) => agency.includes(kind))).toBe(true);
    for (const agency of shown) expect(kinds.some((kind) => agency.includes(kind))).toBe(true);
  });

  it('has the columns of the manual, with the available actions', async () => {
    const page = await (await web.as('satker-527010')).get('/pengguna');
    const columns = ['No', 'Instansi', 'ID Pengguna', 'Nama', 'E-mail', 'Ubah', 'Hapus'];
    expect(page.all('#daftar th')).toEqual(columns);
    const { id } = await web.prisma.customer.findUniqueOrThrow({ where: { email: satker527010[0] ?? '' } });
    expect(page.all(`#pengguna-${id} td`).slice(0, 5)).toEqual([
      '3',
      'SATKER 527010 PENGADILAN NEGERI PEKANBARU',
      String(id),
      'Rina Wulandari',
      'penanya@satker-527010.example.id',
    ]);
    expect(page.attributes('.page-head a', 'href')).toEqual(['/pengguna/cari-email']);
  });

  it("shows a satker's people to its KPPN without a link, to no other KPPN and to no Kanwil", async () => {
    const { email } = await givenPerson(web, 'SATKER', 'SATKER-527020', ['SATKER-527020']);
    const sees = async (username: string) => emails(await (await web.as(username)).get('/pengguna'));
    expect(await sees('kppn-008')).toContain(email);
    expect(await sees('satker-527020')).toContain(email);
    for (const other of ['kppn-063', 'kanwil-riau', 'kppn-kp', 'satker-527010'])
      expect(await sees(other)).not.toContain(email);
  });

  it("does not show a person of another KPPN's satker, even if linked", async () => {
    const { email } = await givenPerson(web, 'SATKER', 'SATKER-690010', ['SATKER-690010', 'KPPN-008']);
    expect(emails(await (await web.as('kppn-008')).get('/pengguna'))).not.toContain(email);
  });
});

describe('the filter', () => {
  test.each([
    ['q=SIMATUPANG', ['bendahara@satker-527010.example.id']],
    ['q=bank-melayu', ['layanan.mpn@bank-melayu.example.id']],
    ['jenis=BANK', ['layanan.mpn@bank-melayu.example.id']],
    ['jenis=BANK&q=simatupang', []],
    ['satker=527010&q=penanya', ['penanya@satker-527010.example.id']],
    ['satker=pengadilan&q=penanya', ['penanya@satker-527010.example.id']],
    ['satker=690010', []],
    ['q=%25', []],
  ])('%s', async (query, expected) => {
    const page = await (await web.as('kppn-008')).get(`/pengguna?${query}`);
    expect(emails(page)).toEqual(expected);
    if (expected.length === 0) expect(page.one('.empty__title')).toContain('Tidak ada pengguna');
  });

  it('by an unknown type filters nothing', async () => {
    const kppn = await web.as('kppn-008');
    expect(emails(await kppn.get('/pengguna?jenis=constructor'))).toEqual(
      emails(await kppn.get('/pengguna')),
    );
  });

  it('is shown in the form again, and htmx gets only the list', async () => {
    const kppn = await web.as('kppn-008');
    const page = await kppn.get('/pengguna?q=rina&jenis=SATKER&satker=527010');
    expect([page.value('#q'), page.value('#jenis'), page.value('#satker')]).toEqual([
      'rina',
      'SATKER',
      '527010',
    ]);
    const part = await kppn.getPart('/pengguna?q=rina');
    expect(part.text).not.toContain('<html');
    expect(part.one('#daftar caption')).toContain('Data Pengguna Layanan');
  });

  test.each(hostileQueries)('survives %j', async (text) => {
    const kppn = await web.as('kppn-008');
    for (const name of ['q', 'jenis', 'satker', 'halaman']) {
      const page = await kppn.get(`/pengguna?${name}=${text}`);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('<svg onload');
    }
  });
});

describe('many people', () => {
  it('are listed 20 a page, newest first; a page past the end shows the last', async () => {
    for (let n = 0; n < 41; n++)
      await givenPerson(web, 'BANK', null, ['KPPN-140'], `orang${n}@bank-banyak.example.id`);
    const kph = await web.as('kppn-kph');
    const first = await kph.get('/pengguna?q=bank-banyak');
    expect(emails(first)).toHaveLength(20);
    expect(emails(first)[0]).toBe('orang40@bank-banyak.example.id');
    expect(first.one('.paging__summary')).toBe('1–20 dari 41');
    expect(first.attribute('.paging [rel=next]', 'href')).toBe('/pengguna?q=bank-banyak&halaman=2');
    const last = await kph.get('/pengguna?q=bank-banyak&halaman=99');
    expect(emails(last)).toEqual(['orang0@bank-banyak.example.id']);
    expect(last.all('#daftar td')[0]).toBe('41');
  });

  it('may be none', async () => {
    await web.prisma.customerLink.deleteMany({ where: { unitId: 'KPPN-183' } });
    const page = await (await web.as('kppn-kp')).get('/pengguna');
    expect(page.one('.empty__title')).toBe('Belum ada pengguna layanan di unit ini.');
  });
});

describe('others', () => {
  it('a supervisor of the unit reads and changes nothing', async () => {
    const page = await (await web.as('pengawas-008')).get('/pengguna');
    expect(emails(page)).toEqual(emails(await (await web.as('kppn-008')).get('/pengguna')));
    expect(page.all('.page-head a')).toEqual([]);
    expect(page.all('#daftar th')).not.toContain('Hapus');
    expect(page.all('#daftar td a')).toEqual([]);
  });

  test.each(['hai', 'pusat', 'admin'])('%s has no such page, and no such menu', async (username) => {
    const visitor = await web.as(username);
    expect((await visitor.get('/pengguna')).status).toBe(403);
    expect((await visitor.get('/')).text).not.toContain('/pengguna');
  });

  it('without a log-in are sent to it', async () => {
    expect((await web.visitor().get('/pengguna?q=a')).location).toBe('/masuk?next=%2Fpengguna%3Fq%3Da');
  });

  it('find it first in the menu', async () => {
    const menu = await (await web.as('satker-527010')).get('/');
    expect(menu.all('.card__title')[0]).toBe('Data Pengguna Layanan');
    expect(menu.all('.card__text')[0]).toBe('Merekam data pengguna layanan, memantau data pengguna');
  });
});
