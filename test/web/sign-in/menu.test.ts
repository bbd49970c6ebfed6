import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../domain/dates.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const thisYear = yearIn(new Date(), 'Asia/Jakarta');

describe('the header', () => {
  test.each([
    ['kppn-008', 'KPPN PEKANBARU'],
    ['satker-527010', 'PENGADILAN NEGERI PEKANBARU'],
    ['kanwil-riau', 'Kanwil DJPBN Provinsi Riau'],
    ['kppn-kp', 'KPPN Khusus Penerimaan'],
    ['hai', 'HAI-DJPBN'],
    ['pusat', 'Kantor Pusat DJPBN'],
  ])('shows %s the unit and the year', async (username, unit) => {
    const page = await (await web.as(username)).get('/');
    expect(page.one('.header__unit')).toBe(`${unit} ${thisYear}`);
    expect(page.one('.header__leave')).toBe('Keluar');
  });

  it('offers menus that open', async () => {
    for (const username of ['kppn-008', 'satker-527010', 'hai', 'pusat', 'pengawas-008', 'admin']) {
      const visitor = await web.as(username);
      const page = await visitor.get('/');
      for (const href of page.attributes('.card__link', 'href'))
        expect((await visitor.get(href)).status).toBe(200);
    }
  });
});

const people = 'Data Pengguna Layanan';
const tickets = 'Data Rekam Layanan/Permasalahan';
const report = 'Laporan Layanan/Permasalahan';

test.each([
  ['satker-527010', [people, tickets]],
  ['kppn-008', [people, tickets, report]],
  ['pengawas-008', [people, tickets, report]],
  ['kanwil-riau', [people, tickets, report]],
  ['kppn-kp', [people, tickets, report]],
  ['kppn-kph', [people, tickets, report]],
  ['hai', [tickets, report]],
  ['pusat', [tickets, report]],
  ['admin', []],
])('%s has these menus of the manual: %j', async (username, expected) => {
  const shown = (await (await web.as(username)).get('/')).all('.card__title');
  expect(shown.filter((title) => [people, tickets, report].includes(title))).toEqual(expected);
});

describe('the search for a menu', () => {
  test.each([
    ['rekam', 1],
    ['REKAM LAYANAN', 1],
    ['', 1],
    ['tidak ada', 0],
  ])('finds by typing: %j', async (q, count) => {
    const page = await (await web.as('satker-527010')).get(`/menu?q=${encodeURIComponent(q)}`);
    const found = page.all('.card__title').filter((title) => title.startsWith('Data Rekam'));
    expect(found).toHaveLength(count);
  });

  test.each(hostileQueries)('survives q=%s', async (text) => {
    const page = await (await web.as('kppn-008')).get(`/menu?q=${text}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<svg onload');
  });
});

describe('the year', () => {
  const shown = async (tahun: string, kembali = '/tiket') => {
    const visitor = await web.as('kppn-008');
    const page = await visitor.postAndFollow('/tahun', { tahun, kembali });
    return page.one('.header__unit');
  };

  it('is changed and kept for this log-in', async () => {
    const officer = await web.as('kppn-008');
    const page = await officer.get('/tiket?status=WAITING');
    expect(page.value('[name=kembali]')).toBe('/tiket?status=WAITING');
    const kembali = '/tiket?status=WAITING&halaman=3&setelah=2026-11-23T03%3A17%3A00.000Z%7EHAI-1010000027';
    const back = await officer.post('/tahun', { tahun: '2019', kembali });
    expect(back.location).toBe('/tiket?status=WAITING&tahun=2019');
    expect((await officer.get('/')).one('.header__unit')).toBe('KPPN PEKANBARU 2019');
    expect((await (await web.as('kppn-008')).get('/')).one('.header__unit')).toBe(
      `KPPN PEKANBARU ${thisYear}`,
    );
  });

  it('is one of those since the manual', async () => {
    const years = (await (await web.as('kppn-008')).get('/')).attributes('#tahun option', 'value');
    expect([years[0], years.at(-1)]).toEqual([String(thisYear), '2017']);
  });

  test.each(['', '20', 'abcd', '1999', '20 19', '2019; DROP TABLE session', '٢٠١٩'])(
    'stays for %j',
    async (tahun) => {
      expect(await shown(tahun)).toBe(`KPPN PEKANBARU ${thisYear}`);
    },
  );

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/..//evil.example'])(
    'never redirects elsewhere: %s',
    async (kembali) => {
      const officer = await web.as('kppn-008');
      const { location } = await officer.post('/tahun', { tahun: '2019', kembali });
      expect(new URL(location ?? '', officer.publicUrl).origin).toBe(officer.publicUrl);
    },
  );
});
