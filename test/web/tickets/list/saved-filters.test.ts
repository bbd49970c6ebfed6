import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

const tahun = `tahun=${yearIn(new Date(), 'Asia/Jakarta')}`;
let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => {
  await web.prisma.savedFilter.deleteMany();
  await web.prisma.doneRequest.deleteMany();
});

const fields = { nama: 'Menunggu saya', filter: 'status=WAITING&urut=sla', permintaan: 'kunci-1' };
const names = () => web.prisma.savedFilter.findMany().then((all) => all.map(({ name }) => name));

describe.each(['/tiket', '/laporan'])('a filter of %s', (path) => {
  it('is saved from the list under a name, and becomes a link above it', async () => {
    const officer = await web.as('kppn-008');
    const list = await officer.get(`${path}?status=WAITING&urut=sla`);
    const form = await officer.get(list.attribute('.list__save a', 'href') ?? '');
    expect(form.one('form.panel .govuk-body')).toBe('Filter yang disimpan: status menunggu.');
    const typed = { ...form.fields('form.panel'), nama: 'Menunggu saya' };
    const saved = await officer.post(`${path}/filter`, typed);
    expect([saved.status, saved.location]).toEqual([303, `${path}?status=WAITING&urut=sla&${tahun}`]);
    const shown = await officer.get(saved.location ?? '');
    expect(shown.attributes('.saved a', 'href')).toEqual([
      `${path}?status=WAITING&urut=sla&${tahun}`,
      `${path}/filter`,
    ]);
    expect(shown.one('.saved [aria-current]')).toBe('Menunggu saya');
    expect((await officer.get(path)).one('.saved [aria-current]')).toBeNull();
  });

  it("is neither seen nor removed by a colleague's account, nor shown on the other list", async () => {
    const officer = await web.as('kppn-008');
    await officer.post(`${path}/filter`, fields);
    const { id } = await web.prisma.savedFilter.findFirstOrThrow();
    for (const username of ['pengawas-008', 'kppn-063']) {
      const other = await web.as(username);
      expect((await other.get(path)).text).not.toContain('Menunggu saya');
      expect((await other.post(`${path}/filter/${id}/hapus`)).status).toBe(404);
    }
    const elsewhere = path === '/tiket' ? '/laporan' : '/tiket';
    expect((await officer.get(elsewhere)).text).not.toContain('Menunggu saya');
    expect((await officer.post(`${elsewhere}/filter/${id}/hapus`)).status).toBe(404);
    expect(await names()).toEqual(['Menunggu saya']);
  });

  it('is removed once', async () => {
    const officer = await web.as('kppn-008');
    await officer.post(`${path}/filter`, fields);
    const manage = await officer.get(`${path}/filter`);
    const action = manage.attribute('.saved__list form', 'action') ?? '';
    const { permintaan = '' } = manage.fields('.saved__list form');
    for (let times = 0; times < 2; times++) {
      const removed = await officer.post(action, { permintaan });
      expect([removed.status, removed.location]).toEqual([303, `${path}/filter`]);
    }
    expect(await names()).toEqual([]);
    expect((await officer.post(action)).status).toBe(404);
  });
});

it('sent again is saved once', async () => {
  const officer = await web.as('kppn-008');
  const replies = await Promise.all([1, 2, 3].map(() => officer.post('/tiket/filter', fields)));
  expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect((await officer.post('/tiket/filter', fields)).location).toBe(
    `/tiket?status=WAITING&urut=sla&${tahun}`,
  );
  expect(await names()).toEqual(['Menunggu saya']);
});

describe('is refused', () => {
  const refused = async (over: Record<string, string>) => {
    const officer = await web.as('kppn-008');
    const page = await officer.post('/tiket/filter', { ...fields, permintaan: '', ...over });
    expect(page.status).toBe(422);
    return page;
  };

  it('without a name, with a message', async () => {
    const page = await refused({ nama: ' ' });
    expect(page.faultAt('nama')).toBe('Nama filter harus diisi.');
    expect(page.text).toContain('Isilah semua kolom bertanda * sebelum melanjutkan.');
    expect(page.value('[name=filter]')).toBe(`${fields.filter}&${tahun}`);
  });

  it('with a name that is too long or taken', async () => {
    expect((await refused({ nama: 'x'.repeat(61) })).faultAt('nama')).toContain('paling panjang 60');
    await (await web.as('kppn-008')).post('/tiket/filter', { ...fields, permintaan: '' });
    expect((await refused({})).faultAt('nama')).toBe('Nama ini sudah dipakai. Pilih nama lain.');
    expect(await names()).toEqual(['Menunggu saya']);
  });

  it('if it restricts nothing', async () => {
    const officer = await web.as('kppn-008');
    const page = await officer.post('/tiket/filter', { nama: 'Kosong', filter: 'status=APA&x=1' });
    expect(page.status).toBe(422);
    expect(await names()).toEqual([]);
  });

  it('as the twenty-first', async () => {
    const officer = await web.as('kppn-008');
    const saved = await Promise.all(
      Array.from({ length: 22 }, (_, n) =>
        officer.post('/tiket/filter', { nama: `Nomor ${n}`, filter: 'status=WAITING' }),
      ),
    );
    expect(saved.filter(({ status }) => status === 303)).toHaveLength(20);
    expect(await names()).toHaveLength(20);
  });
});

it('keeps hostile text as text, and only fields of a filter', async () => {
  const officer = await web.as('kppn-008');
  const name = '"><svg onload=alert(1)> \u202e😀';
  const reply = await officer.post('/tiket/filter', {
    nama: name,
    filter: 'q=a%00%22%3E&next=//evil&status=WAITING',
  });
  expect(reply.location).toBe(`/tiket?q=a%22%3E&status=WAITING&${tahun}`);
  const page = await officer.get('/tiket/filter');
  expect(page.text).not.toContain('<svg onload');
  expect(page.all('.saved__list a')).toEqual([name]);
});

test.each([
  ['admin', '/tiket', 403],
  ['satker-527010', '/laporan', 403],
  ['satker-527010', '/tiket', 303],
])('%s at %s: %i', async (username, path, status) => {
  expect((await (await web.as(username)).post(`${path}/filter`, fields)).status).toBe(status);
});
