/** The year of a list belongs to its address; days come before it (specification.md 2 and 7). */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import { answeredTicket, waitingTicket } from '../../../support/given.ts';
import { readPdf } from '../../../support/pdf.ts';
import type { Reply } from '../../../support/reply.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
const year = yearIn(new Date(), 'Asia/Jakarta');
const last = year - 1;
const wib = (text: string) => new Date(`${text}+07:00`);
beforeAll(async () => {
  web = await startWeb();
  await answeredTicket(web, { subject: 'Desember retur', openedAt: wib(`${last}-12-30T10:00:00`) });
  await waitingTicket(web, { subject: 'Desember terbuka', openedAt: wib(`${last}-12-31T10:00:00`) });
  await answeredTicket(web, { subject: 'Januari pagu', openedAt: wib(`${year}-01-02T10:00:00`) });
  await answeredTicket(web, { subject: 'Maret pagu', openedAt: wib(`${year}-03-02T10:00:00`) });
  // In Papua it is the new year already.
  await answeredTicket(web, {
    subject: 'Malam tahun baru',
    zone: 'Asia/Jayapura',
    openedAt: wib(`${last}-12-31T22:30:00`),
  });
});
afterAll(() => web.stop());

const subjects = (page: Reply) => page.all('#daftar a.subject');
const heading = (page: Reply) => page.attribute('.on-paper', 'data-heading') ?? '';
const ofThisYear = ['Maret pagu', 'Januari pagu', 'Malam tahun baru', 'Desember terbuka'];
const ofLastYear = ['Desember terbuka', 'Desember retur'];

describe('the address', () => {
  it('says the year, whatever another tab has chosen since', async () => {
    const officer = await web.as('kppn-008');
    const tab = await officer.get('/tiket');
    await officer.post('/tahun', { tahun: String(last), kembali: '/' });
    const links = [
      ...tab.attributes('.list__exports a[href^="/tiket."]', 'href'),
      ...tab.attributes('th a.sort', 'href'),
    ];
    expect(links.length).toBeGreaterThan(5);
    for (const href of links)
      expect(new URL(href, officer.publicUrl).searchParams.get('tahun')).toBe(String(year));
    const csv = await officer.open(links.find((href) => href.startsWith('/tiket.csv')) ?? '');
    expect(await csv.text()).toContain('Maret pagu');
    expect(
      subjects(await officer.getPart(`/tiket?${new URLSearchParams(tab.fields('form.filter')).toString()}`)),
    ).toEqual(ofThisYear);
    expect(subjects(await officer.get('/tiket'))).toEqual(ofLastYear);
  });

  it('comes before the year of the log-in, on page, paper and in files, and the header says so', async () => {
    const officer = await web.as('kppn-008');
    for (const list of ['tiket', 'laporan']) {
      const page = await officer.get(`/${list}?tahun=${last}`);
      expect(subjects(page)).toEqual(ofLastYear);
      expect(page.one('.header__unit')).toBe(`KPPN PEKANBARU ${last}`);
      expect(heading(page)).toContain(`Periode: tahun ${last} dan yang belum selesai dari tahun sebelumnya`);
      const pdf = readPdf(
        Buffer.from(await (await officer.open(`/${list}.pdf?tahun=${last}`)).arrayBuffer()),
      );
      expect(JSON.stringify(pdf)).toContain(`tahun ${last}`);
    }
    expect((await officer.get('/')).one('.header__unit')).toBe(`KPPN PEKANBARU ${year}`);
  });

  test.each(['', '1999', '20265', 'abc', '٢٠٢٥', '2025 OR 1=1', '-1'])('stands tahun=%j', async (tahun) => {
    const page = await (await web.as('kppn-008')).get(`/tiket?tahun=${encodeURIComponent(tahun)}`);
    expect(subjects(page)).toEqual(ofThisYear);
  });

  it('is kept by a saved filter, by its link and by what clears the filter', async () => {
    const officer = await web.as('kppn-008');
    const list = await officer.get(`/laporan?q=retur&tahun=${last}`);
    const form = await officer.get(list.attribute('.list__save a', 'href') ?? '');
    const saved = await officer.post('/laporan/filter', { ...form.fields('form.panel'), nama: 'Retur' });
    expect(saved.location).toBe(`/laporan?q=retur&tahun=${last}`);
    const shown = await officer.get(saved.location ?? '');
    expect(shown.attribute('.saved [aria-current]', 'href')).toBe(`/laporan?q=retur&tahun=${last}`);
    const now = await officer.get('/laporan?q=retur');
    expect(now.attribute('.saved [aria-current]', 'href')).toBe(`/laporan?q=retur&tahun=${year}`);
  });

  it('is changed by the header', async () => {
    const officer = await web.as('kppn-008');
    const change = (kembali: string) => officer.post('/tahun', { tahun: String(last), kembali });
    expect((await change(`/laporan?q=retur&tahun=${year}&halaman=2`)).location).toBe(
      `/laporan?q=retur&tahun=${last}`,
    );
    expect((await change('/tiket')).location).toBe(`/tiket?tahun=${last}`);
    expect((await change(`/kalender?tahun=${year}`)).location).toBe(`/kalender?tahun=${year}`);
  });
});

describe('found in another year alone', () => {
  it('is said with the number and the link', async () => {
    const officer = await web.as('kppn-008');
    const page = await officer.get('/tiket?q=retur&urut=nama');
    expect(subjects(page)).toEqual([]);
    expect(page.one('.empty')).toContain(`Ada 1 tiket di tahun ${last}.`);
    const href =
      page.attributes('.empty a', 'href').find((address) => address.includes(`tahun=${last}`)) ?? '';
    expect(subjects(await officer.get(href))).toEqual(['Desember retur']);
    const back = await officer.get(`/laporan?q=pagu&tahun=${last}`);
    expect(back.one('.empty')).toContain(`Ada 2 tiket di tahun ${year}.`);
  });

  it('counts what the account may see and the filter shows', async () => {
    for (const [username, query] of [
      ['kppn-063', 'q=retur'],
      ['satker-527020', 'q=retur'],
      ['kppn-008', 'q=retur&status=WAITING'],
      ['kppn-008', 'q=retur&sla=ON_TIME'],
      ['kppn-008', `q=retur&dari=${year}-01-01`],
    ] as const) {
      const page = await (await web.as(username)).get(`/tiket?${query}`);
      expect(page.one('.empty')).not.toContain('di tahun');
    }
    for (const username of ['pusat', 'kanwil-riau', 'satker-527010'])
      expect((await (await web.as(username)).get('/tiket?q=retur')).one('.empty')).toContain(
        `1 tiket di tahun ${last}`,
      );
  });
});

describe('days over New Year', () => {
  test.each([
    [
      `dari=${last}-12-30&sampai=${year}-01-31`,
      ['Januari pagu', 'Malam tahun baru', 'Desember terbuka', 'Desember retur'],
    ],
    [`dari=${last}-12-31&sampai=${last}-12-31`, ['Malam tahun baru', 'Desember terbuka']],
    [`dari=${year}-01-01`, ['Maret pagu', 'Januari pagu']],
    [`sampai=${last}-12-30`, ['Desember retur']],
    [`dari=${last}-12-30&sampai=${year}-01-31&status=RESOLVED&q=pagu`, ['Januari pagu']],
    [`dari=${year + 1}-01-01`, []],
    [`dari=${year}-02-01&sampai=${year}-01-01`, []],
    ['sampai=2016-12-31', []],
  ])('%s are all covered, whatever the year', async (days, expected) => {
    const officer = await web.as('kppn-008');
    for (const tahun of [year, last, 2017])
      expect(subjects(await officer.get(`/laporan?${days}&tahun=${tahun}`))).toEqual(expected);
    const sorted = subjects(await officer.get(`/laporan?${days}&urut=subjek&arah=naik&tahun=2017`));
    expect(sorted).toEqual(expected.toSorted());
  });

  test.each([
    [`dari=${last}-12-15&sampai=${year}-01-15`, `Periode: 15 Desember ${last} s.d. 15 Januari ${year}\n`],
    [`dari=${last}-12-15`, `Periode: sejak 15 Desember ${last}\n`],
    [`sampai=${last}-12-15`, `Periode: sampai 15 Desember ${last}\n`],
    ['status=RESOLVED', `Periode: tahun ${year}\n`],
    ['', `Periode: tahun ${year} dan yang belum selesai dari tahun sebelumnya\n`],
  ])('the heading of %s says them', async (query, expected) => {
    const officer = await web.as('kppn-008');
    const page = await officer.get(`/laporan?${query}`);
    expect(`${heading(page)}\n`).toContain(expected);
    expect(page.one('.list__period') !== null).toBe(query.includes('=') && !query.includes('status'));
  });

  it('make one report of both years', async () => {
    const file = await (
      await web.as('kppn-008')
    ).open(`/laporan.csv?dari=${last}-12-30&sampai=${year}-01-31`);
    expect((await file.text()).match(/^\d+;/gm)).toHaveLength(4);
  });
});
