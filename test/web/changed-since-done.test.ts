/**
 * A different text under the key of a completed form leads to the first outcome, which says that the text was not
 * recorded.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshEmail, givenPerson } from '../support/customers.ts';
import type { Fields, Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

interface Form {
  username: string;
  path: string | (() => Promise<string>);
  fields: () => Fields;
  changed: Fields;
}

const forms: [string, Form][] = [
  [
    'a new person',
    {
      username: 'kppn-008',
      path: '/pengguna',
      fields: () => ({ email: freshEmail(), nama: 'Sari Lestari', jenis: 'BANK' }),
      changed: { nama: 'Sari Lestari, S.E.' },
    },
  ],
  [
    "a person's correction",
    {
      username: 'kppn-008',
      path: async () => `/pengguna/${(await givenPerson(web, 'BANK', null, ['KPPN-008'])).id}`,
      fields: () => ({ email: freshEmail(), nama: 'Budi', jenis: 'BANK' }),
      changed: { nama: 'Budi Santoso' },
    },
  ],
  [
    'the settings of notices',
    {
      username: 'kppn-008',
      path: '/pengaturan-notifikasi',
      fields: () => ({ email: 'loket@kppn.example.id' }),
      changed: { email: 'lain@kppn.example.id' },
    },
  ],
  [
    'a saved filter',
    {
      username: 'kppn-008',
      path: '/tiket/filter',
      fields: () => ({ nama: 'Menunggu', filter: 'status=WAITING' }),
      changed: { nama: 'Yang menunggu' },
    },
  ],
  [
    'a day off',
    {
      username: 'admin',
      path: '/kalender/libur',
      fields: () => ({ simpan: '1', tanggal: '2041-03-04', nama: 'Libur', jenis: 'LIBUR_NASIONAL' }),
      changed: { nama: 'Libur panjang' },
    },
  ],
  [
    'an import of days off',
    {
      username: 'admin',
      path: '/kalender/impor',
      fields: () => ({ simpan: '1', csv: 'tanggal;nama;jenis\n05/03/2041;Libur;cuti bersama' }),
      changed: { csv: 'tanggal;nama;jenis\n06/03/2041;Libur;cuti bersama' },
    },
  ],
];

const recorded = async () =>
  JSON.stringify([
    await web.prisma.customer.findMany({ orderBy: { id: 'asc' } }),
    await web.prisma.account.findMany({ orderBy: { id: 'asc' } }),
    await web.prisma.savedFilter.findMany(),
    await web.prisma.holiday.findMany({ orderBy: [{ date: 'asc' }, { province: 'asc' }] }),
  ]);

describe.each(forms)('%s', (_name, { username, path, fields, changed }) => {
  let visitor: Visitor;
  let address: string;
  let typed: Fields;
  beforeAll(async () => {
    visitor = await web.as(username);
    address = typeof path === 'string' ? path : await path();
    typed = { permintaan: randomUUID(), ...fields() };
  });

  it('sent again with a change, is shown to be copied, and not recorded', async () => {
    const first = await visitor.post(address, typed);
    expect(first.status).toBe(303);
    const before = await recorded();
    const again = await visitor.post(address, { ...typed, ...changed });
    expect([again.status, again.location]).toEqual([303, first.location]);
    expect((await visitor.get('/')).text).not.toContain('tercatat sebelumnya');
    const page = await visitor.get(again.location ?? '');
    expect(page.text).toContain('Isian ini sudah terkirim dan tercatat sebelumnya');
    const texts = [1, 2, 3].map((number) => page.value(`#salin-${number}`));
    expect(texts).toEqual(expect.arrayContaining(Object.values(changed)));
    expect(await recorded()).toBe(before);
    expect((await visitor.get(again.location ?? '')).text).not.toContain('tercatat sebelumnya');
  });

  it('sent again unchanged, leads to the first outcome without a message', async () => {
    // Fields that a script or a page adds make no difference.
    const again = await visitor.post(address, { ...typed, salinan: '1', cari: '5270', lampiranId: '' });
    expect(again.status).toBe(303);
    const page = await visitor.get(again.location ?? '');
    expect(page.text).not.toContain('tercatat sebelumnya');
  });
});

it('of two simultaneous texts, one is recorded and the other is shown', async () => {
  const visitor = await web.as('kppn-008');
  const typed = { permintaan: randomUUID(), email: freshEmail(), jenis: 'BANK' };
  const sent = ['Satu', 'Dua'].map((nama) => visitor.post('/pengguna', { ...typed, nama }));
  const replies = await Promise.all(sent);
  expect(replies.map(({ status, location }) => [status, location])).toEqual(
    Array(2).fill([303, '/pengguna']),
  );
  expect(replies.filter(({ headers }) => headers.get('set-cookie')?.includes('tercatat'))).toHaveLength(1);
});

it("never shows another account's kept text, whatever a cookie says", async () => {
  const { id: accountId } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'hai' } });
  const kept = await web.prisma.keptForm.create({ data: { accountId, fields: { nama: 'Rahasia HAI' } } });
  const officer = await web.as('kppn-008');
  officer.cookies.set('belum-tercatat', `${kept.id}%20/pengguna`);
  const page = await officer.get('/pengguna');
  expect([page.status, page.value('#salin-1')]).toEqual([200, null]);
});
