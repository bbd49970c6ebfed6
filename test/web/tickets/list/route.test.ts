import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import type { Draft } from '../../../../tickets/record.ts';
import { answeredTicket, escalatedTicket, waitingTicket } from '../../../support/given.ts';
import type { Reply } from '../../../support/reply.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { hostileQueries } from '../../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const thisYear = yearIn(new Date(), 'Asia/Jakarta');
const subjects = (page: Reply) => page.all('#daftar a.subject');

/** A ticket of SATKER 527020 for the same KPPN. */
const ofNeighbour: Partial<Draft> = {
  satkerId: 'SATKER-527020',
  viewerIds: ['SATKER-527020', 'KPPN-008', 'KANWIL-04'],
};
/** A ticket of SATKER 690010, far from KPPN 008. */
const farAway: Partial<Draft> = {
  satkerId: 'SATKER-690010',
  partnerKppnId: 'KPPN-063',
  viewerIds: ['SATKER-690010', 'KPPN-063', 'KANWIL-30'],
};

describe('Rekap Tiket', () => {
  beforeAll(async () => {
    const day = (n: number) => new Date(Date.UTC(thisYear, 0, n, 3));
    await waitingTicket(web, { subject: 'Satu', openedAt: day(5), question: 'Ada di isi saja' });
    await answeredTicket(web, { subject: 'Dua', openedAt: day(6) });
    await escalatedTicket(web, { subject: 'Tiga 100% "baru"', openedAt: day(7) });
    await waitingTicket(web, { ...ofNeighbour, subject: 'Tetangga', openedAt: day(8) });
    await waitingTicket(web, { ...farAway, subject: 'Jauh', openedAt: day(9) });
  });

  test.each([
    ['satker-527010', ['Tiga 100% "baru"', 'Dua', 'Satu']],
    ['satker-527020', ['Tetangga']],
    ['satker-690010', ['Jauh']],
    ['kppn-008', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['pengawas-008', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['kanwil-riau', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['kppn-063', ['Jauh']],
    ['kppn-kp', []],
    ['hai', ['Tiga 100% "baru"']],
    ['pusat', ['Jauh', 'Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
  ])('shows %s its own tickets, newest first', async (username, expected) => {
    const visitor = await web.as(username);
    const page = await visitor.get('/tiket');
    expect(page.status).toBe(200);
    expect(subjects(page)).toEqual(expected);
    const far = subjects(await visitor.get('/tiket?satker=690010&unitId=KPPN-063'));
    expect(far).toEqual(expected.filter((subject) => subject === 'Jauh'));
    const summary = expected.length === 0 ? null : `1–${expected.length} dari ${expected.length}`;
    expect(page.one('.paging__summary')).toBe(summary);
  });

  it.each([
    [
      'satker',
      '52701',
      'Kode satker terdiri atas enam angka. Isian ini belum dipakai untuk menyaring daftar.',
    ],
    ['dari', '31-05-17', 'Tanggal ini tidak dikenal dan belum dipakai. Tulis seperti 17/08/2026.'],
    ['sampai', '2017-02-30', 'Tanggal ini tidak dikenal dan belum dipakai. Tulis seperti 17/08/2026.'],
  ])('says that %s=%s restricts nothing', async (name, given, message) => {
    const officer = await web.as('kppn-008');
    const page = await officer.get(`/tiket?${name}=${given}`);
    expect(page.status).toBe(200);
    expect(page.faultAt(name)).toBe(message);
    if (name !== 'sampai') expect(page.value(`#${name}`)).toBe(given);
    expect(subjects(page)).toEqual(subjects(await officer.get('/tiket')));
    expect((await officer.get('/tiket?satker=527010&dari=2026-01-01')).all('.govuk-error-message')).toEqual(
      [],
    );
  });

  it('accepts a day as people write it and as addresses do', async () => {
    const officer = await web.as('kppn-008');
    const [typed, linked] = ['dari=01/01/2026&sampai=2/3/2026', 'dari=2026-01-01&sampai=2026-03-02'];
    const page = await officer.get(`/tiket?${typed}`);
    expect([page.value('#dari'), page.value('#sampai')]).toEqual(['01/01/2026', '02/03/2026']);
    expect(subjects(page)).toEqual(subjects(await officer.get(`/tiket?${linked}`)));
  });

  it('is not for the administrator', async () => {
    const admin = await web.as('admin');
    expect((await admin.get('/tiket')).status).toBe(403);
    expect((await admin.getPart('/tiket')).text).not.toContain('Satu');
  });

  it('has fewer columns for a Satker', async () => {
    const columns = async (username: string) => (await (await web.as(username)).get('/tiket')).all('th');
    expect(await columns('satker-527010')).toEqual([
      'No',
      'Nama, E-mail',
      'Tanggal',
      'No. Referensi Tiket, Subjek',
      'Status',
      'Detail',
    ]);
    expect(await columns('kppn-008')).toEqual([
      'No',
      'Instansi',
      'Penanya',
      'Nama, E-mail',
      'Tanggal',
      'No. Referensi Tiket, Subjek',
      'Metode, CSO',
      'Status',
      'Detail',
    ]);
  });

  test.each([
    ['status=WAITING', ['Tetangga', 'Satu']],
    ['status=ESCALATED', ['Tiga 100% "baru"']],
    ['status=RESOLVED', ['Dua']],
    ['status=RESOLVED&q=satu', []],
    ['q=DUA', ['Dua']],
    ['q=penanya@satker-527010', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['q=rina+wulandari&status=RESOLVED', ['Dua']],
    ['q=%22baru%22', ['Tiga 100% "baru"']],
    ['q=100%25', ['Tiga 100% "baru"']],
    ['q=%25', []],
    ['q=_', []],
    ['q=Ada+di+isi', ['Satu']],
    ['status=apa-saja', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['status=constructor&halaman=-1', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
    ['halaman=99', ['Tetangga', 'Tiga 100% "baru"', 'Dua', 'Satu']],
  ])('is narrowed by %s', async (query, expected) => {
    expect(subjects(await (await web.as('kppn-008')).get(`/tiket?${query}`))).toEqual(expected);
  });

  it('finds a reference', async () => {
    const { reference } = await web.prisma.ticket.findFirstOrThrow({ where: { subject: 'Dua' } });
    const officer = await web.as('kppn-008');
    expect(subjects(await officer.get(`/tiket?q=${reference.toLowerCase()}`))).toEqual(['Dua']);
    const stranger = await web.as('kppn-063');
    expect(subjects(await stranger.get(`/tiket?q=${reference}`))).toEqual([]);
  });

  it.each([
    ['kppn-008', ['KPPN PEKANBARU', 'Kanwil DJPBN Provinsi Riau', 'KPPN Khusus']],
    ['kanwil-riau', ['KPPN PEKANBARU', 'Kanwil DJPBN Provinsi Riau', 'KPPN Khusus']],
    ['pusat', ['KPPN JAYAPURA']],
  ])('offers %s the units that handle its tickets', async (username, names) => {
    const page = await (await web.as(username)).get(`/tiket?cari=${username === 'pusat' ? 'jayapura' : ''}`);
    const offered = page.all('#unit option').join('\n');
    for (const name of names) expect(offered).toContain(name);
    if (username !== 'pusat') expect(offered).not.toContain('JAYAPURA');
  });

  it('keeps the filter in its form', async () => {
    const page = await (await web.as('kppn-008')).get('/tiket?q=satu&status=WAITING');
    expect([page.value('#q'), page.value('#status')]).toEqual(['satu', 'WAITING']);
  });

  test.each(hostileQueries)('accepts q=%s, in every field', async (text) => {
    const officer = await web.as('kppn-008');
    for (const name of ['q', 'status', 'halaman', 'urut', 'arah', 'unit']) {
      const page = await officer.get(`/tiket?${name}=${text}`);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('<svg onload');
    }
    expect(await web.prisma.ticket.count()).toBe(5);
  });

  it('is a page or its part, as requested, and says so in Vary', async () => {
    const officer = await web.as('kppn-008');
    const page = await officer.get('/tiket?status=WAITING');
    const part = await officer.getPart('/tiket?status=WAITING');
    expect(page.one('h1')).toBe('Rekap Tiket');
    expect(part.text).not.toContain('<html');
    expect(subjects(part)).toEqual(subjects(page));
    for (const { headers } of [page, part]) {
      expect(headers.get('vary')?.split(', ')).toContain('HX-Request-Type');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    // The browser goes back without its cache, so htmx asks for the whole page.
    const history = await officer.get('/tiket', { 'HX-Request': 'true', 'HX-Request-Type': 'full' });
    expect(history.text).toContain('<html');
  });

  it('shows TAMBAH only to those who record', async () => {
    const offered = async (username: string) =>
      (await (await web.as(username)).get('/tiket'))
        .attributes('.page-head a', 'href')
        .includes('/tiket/baru');
    expect(await offered('satker-527010')).toBe(true);
    expect(await offered('pengawas-008')).toBe(false);
    expect(await offered('hai')).toBe(false);
    expect(await offered('pusat')).toBe(false);
  });
});

describe('the pickers of the filter', () => {
  const options = async (username: string, select: string, query = '') =>
    (await (await web.as(username)).get(`/tiket?${query}`)).all(`#${select} option`).slice(1);

  test.each([
    ['kppn-008', ['CSO 1 Pekanbaru', 'SSO 1 Pekanbaru']],
    ['satker-527010', []],
    [
      'kanwil-riau',
      ['CSO 1 Kanwil Riau', 'CSO 1 Pekanbaru (KPPN PEKANBARU)', 'SSO 1 Pekanbaru (KPPN PEKANBARU)'],
    ],
  ])('offer %s the officers of its tickets', async (username, expected) => {
    expect(await options(username, 'petugas')).toEqual(expected);
  });

  it('offer a Kanwil its region, and Kantor Pusat at most fifty units, narrowed by text', async () => {
    const riau = await options('kanwil-riau', 'unit');
    expect(riau).toContain('008 KPPN PEKANBARU');
    expect(riau).not.toContain('063 KPPN JAYAPURA');
    expect(await options('pusat', 'unit')).toHaveLength(50);
    expect(await options('pusat', 'unit', 'cari=jayapura')).toEqual(['063 KPPN JAYAPURA']);
    expect(await options('hai', 'petugas', 'cari=jayapura')).toEqual(['CSO 1 Jayapura (KPPN JAYAPURA)']);
  });

  it("show only the reader's own rows and names for another unit's id in the address", async () => {
    const { id } = await web.prisma.officer.findFirstOrThrow({ where: { name: 'CSO 1 Jayapura' } });
    const officer = await web.as('kppn-008');
    const page = await officer.get(`/tiket?petugas=${id}&unit=KPPN-063`);
    expect(subjects(page)).toEqual([]);
    expect(page.text).not.toContain('Jayapura');
    const own = await web.prisma.officer.findFirstOrThrow({ where: { name: 'CSO 1 Pekanbaru' } });
    const heading = (await officer.get(`/tiket?petugas=${own.id}&unit=008`)).attribute(
      '.on-paper',
      'data-heading',
    );
    expect(heading).toContain('Filter: unit KPPN PEKANBARU, CSO/SSO CSO 1 Pekanbaru');
  });
});

describe('a page', () => {
  it('has as many rows as the address asks for, and keeps the size while paging and sorting', async () => {
    const officer = await web.as('pusat');
    const page = await officer.get('/tiket?ukuran=50');
    expect(page.all('.paging__sizes a')).toEqual(['20', '100']);
    expect(page.one('.paging__sizes [aria-current]')).toBe('50');
    expect(page.attribute('th a.sort', 'href')).toContain('ukuran=50');
    expect((await officer.get('/tiket?ukuran=7')).one('.paging__sizes [aria-current]')).toBe('20');
  });

  test.each(['setelah', 'sebelum'])('ignores a wrong %s', async (name) => {
    const officer = await web.as('kppn-008');
    for (const place of [
      'x',
      '2026-13-45T00:00:00.000Z~HAI-531160406',
      "2026-01-01T00:00:00.000Z~'",
      '~~',
      '%00',
    ]) {
      expect((await officer.get(`/tiket?halaman=2&${name}=${place}`)).status).toBe(200);
    }
  });
});

describe('the year', () => {
  beforeAll(async () => {
    const lastYear = (month: number) => new Date(Date.UTC(thisYear - 1, month, 3, 3));
    const last = { year: thisYear - 1 };
    await waitingTicket(web, { ...last, subject: 'Lama terbuka', openedAt: lastYear(2) });
    await escalatedTicket(web, { ...last, subject: 'Lama di HAI', openedAt: lastYear(3) });
    await answeredTicket(web, { ...last, subject: 'Lama selesai', openedAt: lastYear(4) });
  });

  it("hides earlier years' resolved tickets and keeps their open ones", async () => {
    const found = subjects(await (await web.as('kppn-008')).get('/tiket?q=lama'));
    expect(found).toEqual(['Lama di HAI', 'Lama terbuka']);
  });

  it('of the recording shows all of it, and nothing later', async () => {
    const officer = await web.as('kppn-008');
    await officer.post('/tahun', { tahun: String(thisYear - 1), kembali: '/tiket' });
    const page = await officer.get('/tiket');
    expect(page.one('.header__unit')).toBe(`KPPN PEKANBARU ${thisYear - 1}`);
    expect(subjects(page)).toEqual(['Lama selesai', 'Lama di HAI', 'Lama terbuka']);
    await officer.post('/tahun', { tahun: String(thisYear - 2), kembali: '/tiket' });
    expect(subjects(await officer.get('/tiket'))).toEqual([]);
  });

  it("does not narrow HAI's queue", async () => {
    const hai = await web.as('hai');
    await hai.post('/tahun', { tahun: '2017', kembali: '/' });
    expect(subjects(await hai.get('/hai'))).toContain('Lama di HAI');
  });

  it('shows that an old ticket is overdue', async () => {
    const page = await (await web.as('kppn-008')).get('/tiket?q=lama+terbuka');
    expect(page.one('.sla--overdue')).toMatch(/^lewat \d+ hari/);
  });
});

describe('many tickets', () => {
  beforeAll(async () => {
    const draft = (n: number): Partial<Draft> => ({
      ...farAway,
      subject: `Banyak ${n}`,
      openedAt: new Date(Date.UTC(thisYear, 1, 1, 1, n)),
    });
    for (let n = 1; n <= 41; n++) await waitingTicket(web, draft(n));
  });

  it('are shown twenty a page, each once', async () => {
    const officer = await web.as('kppn-063');
    const first = await officer.get('/tiket?q=banyak');
    expect(first.one('.paging__summary')).toBe('1–20 dari 41');
    expect(first.attribute('[rel=prev]', 'href')).toBeNull();
    const second = await officer.get(first.attribute('[rel=next]', 'href') ?? '');
    const third = await officer.get(second.attribute('[rel=next]', 'href') ?? '');
    expect(third.one('.paging__summary')).toBe('41–41 dari 41');
    expect(third.attribute('[rel=next]', 'href')).toBeNull();
    const back = await officer.get(third.attribute('[rel=prev]', 'href') ?? '');
    expect([back.one('.paging__summary'), subjects(back)]).toEqual(['21–40 dari 41', subjects(second)]);
    expect(back.attribute('[rel=prev]', 'href')).toBe(`/tiket?q=banyak&tahun=${thisYear}`);
    const all = [first, second, third].flatMap(subjects);
    expect(all).toEqual(Array.from({ length: 41 }, (_, n) => `Banyak ${41 - n}`));
    expect(second.all('td.list__no')).toEqual(Array.from({ length: 20 }, (_, n) => String(21 + n)));
  });

  it('end with their last page, whatever the address asks for', async () => {
    const officer = await web.as('kppn-063');
    const last = '41–41 dari 41';
    expect((await officer.get('/tiket?q=banyak&halaman=99')).one('.paging__summary')).toBe(last);
    const third = await officer.get('/tiket?q=banyak&halaman=3');
    const place = `${new Date(Date.UTC(thisYear, 1, 1, 1, 1)).toISOString()}~${third.all('.reference__number')[0]}`;
    const after = await officer.get(`/tiket?q=banyak&halaman=4&setelah=${encodeURIComponent(place)}`);
    expect([after.one('.paging__summary'), subjects(after)]).toEqual([last, ['Banyak 1']]);
  });

  it('are paged the same way for Kantor Pusat, which sees all', async () => {
    const page = await (await web.as('pusat')).get('/tiket?q=banyak&halaman=3');
    expect(subjects(page)).toEqual(['Banyak 1']);
  });
});
