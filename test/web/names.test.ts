/** Names are compared without regard to apostrophes, dashes, accents and what cannot be seen, wherever one looks by name. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { demoOfficerPassword } from '../../prisma/seed/demo.ts';
import { hashPassword } from '../../prisma/password.ts';
import { freshEmail } from '../support/customers.ts';
import { draftOf, handlingUnitOf } from '../support/drafts.ts';
import { escalatedTicket, waitingTicket } from '../support/given.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let stored: string[];

/** Spellings of one name; each finds all others. */
const spellings = [
  "Ma'ruf Al-Hadi Sérgio",
  'Ma’ruf Al–Hadi Sergio',
  'Maʼruf Al\u2011Hadi SÉRGIO',
  'ma`ruf al\u2212hadi se\u0301rgio',
  'Ma´ruf Al\u00a0-\u200bHadi Ｓｅｒｇｉｏ'.replace('\u00a0', ''),
  'Ma‘ruf\u00a0Al-Ha\u00addi Sérgio',
];

beforeAll(async () => {
  web = await startWeb();
  stored = spellings.map(() => freshEmail());
  for (const [at, name] of spellings.entries()) {
    const links = { create: [{ unitId: 'KPPN-008' }] };
    const email = stored[at] ?? '';
    await web.prisma.customer.create({
      data: { email, name, type: 'BANK', recordedById: 'KPPN-008', links },
    });
  }
  const satker = { type: 'SATKER', parentId: 'KPPN-008', zone: 'Asia/Jakarta' } as const;
  await web.prisma.unit.createMany({
    data: [
      { ...satker, id: 'SATKER-527991', code: '527991', name: 'DINAS SYARI’AH RIAU–DARATAN' },
      { ...satker, id: 'SATKER-527992', code: '527992', name: "DINAS SYARI'AH RIAU-KEPULAUAN" },
    ],
  });
  const passwordHash = await hashPassword(demoOfficerPassword);
  await web.prisma.officer.create({
    data: { unitId: 'KPPN-008', kind: 'CSO', name: 'Nur’aini Ünal', passwordHash },
  });
});
afterAll(() => web.stop());

const address = (path: string, query: Record<string, string>) =>
  `${path}?${new URLSearchParams(query).toString()}`;

describe.each(spellings)('%j', (typed) => {
  it('finds every spelling in Data Pengguna Layanan and in the picker of a ticket', async () => {
    const officer = await web.as('kppn-008');
    const list = await officer.get(address('/pengguna', { q: typed }));
    expect(list.all('#daftar td[data-label=E-mail]').toSorted()).toEqual(stored.toSorted());
    const form = await officer.get(address('/tiket/baru', { jenis: 'BANK', cari: typed }));
    expect(form.all('#penanya option:not([value=""])')).toHaveLength(spellings.length);
  });

  it('finds the tickets of every spelling', async () => {
    const { asker } = await draftOf(web.prisma);
    const [name = ''] = spellings;
    if (typed === name)
      for (const [at, one] of spellings.entries())
        await waitingTicket(web, { subject: `Ejaan ${at}`, asker: { ...asker, name: one } });
    const page = await (await web.as('kppn-008')).get(address('/tiket', { q: typed }));
    expect(page.all('a.subject')).toHaveLength(spellings.length);
  });
});

test.each(["syari'ah", 'SYARI’AH', 'syari`ah', 'syariʼah riau'])('a satker is picked by %j', async (cari) => {
  const officer = await web.as('kppn-008');
  const found = (await officer.getPart(address('/pengguna/satker', { cari }))).all('option:not([value=""])');
  expect(found.map((label) => label.slice(0, 6))).toEqual(['527991', '527992']);
});

test.each([
  'riau-daratan',
  'riau – daratan'.replaceAll(' ', ''),
  'RIAU\u2011DARATAN',
  '‘527991’'.slice(1, 7),
])('a satker is picked by %j, whatever its dash', async (cari) => {
  const officer = await web.as('kppn-008');
  const found = (await officer.getPart(address('/pengguna/satker', { cari }))).all('option:not([value=""])');
  expect(found.map((label) => label.slice(0, 6))).toEqual(['527991']);
  await web.prisma.customer.upsert({
    where: { email: 'penanya@satker-527991.example.id' },
    update: {},
    create: {
      email: 'penanya@satker-527991.example.id',
      ...{ name: 'Dewi', type: 'SATKER', unitId: 'SATKER-527991', recordedById: 'KPPN-008' },
    },
  });
  const list = await officer.get(address('/pengguna', { satker: cari }));
  expect(list.all('#daftar td[data-label=E-mail]')).toEqual(['penanya@satker-527991.example.id']);
});

test.each(["nur'aini", 'NUR’AINI', 'nurʼaini unal', 'Ünal', 'u\u0308nal'])(
  'an officer is picked for the filter by %j',
  async (cari) => {
    const page = await (await web.as('kanwil-riau')).get(address('/laporan', { cari }));
    expect(page.all('#petugas option').slice(1)).toEqual(['Nur’aini Ünal (KPPN PEKANBARU)']);
  },
);

it("finds a unit in HAI's queue and in the filter, however it is typed", async () => {
  await web.prisma.unit.update({ where: { id: 'KPPN-063' }, data: { name: 'KPPN JAYA’PURA 100%' } });
  const handlingUnit = await handlingUnitOf(web.prisma, 'KPPN-063');
  const reference = await escalatedTicket(web, { subject: 'Dari timur' });
  await web.prisma.ticket.update({ where: { reference }, data: { handlingUnitId: handlingUnit.id } });
  const [hai, pusat] = [await web.as('hai'), await web.as('pusat')];
  for (const cari of ["jaya'pura", 'JAYA`PURA', 'jayaʼpura 100%']) {
    expect((await hai.get(address('/hai', { q: cari }))).all('a.subject')).toEqual(['Dari timur']);
    const units = (await pusat.get(address('/laporan', { cari }))).all('#unit option').slice(1);
    expect(units).toEqual(['063 KPPN JAYA’PURA 100%']);
  }
  expect((await hai.get(address('/hai', { q: 'jaya_pura' }))).all('a.subject')).toEqual([]);
  expect((await hai.get(address('/hai', { q: 'jaya%pura' }))).all('a.subject')).toEqual([]);
});
