/** *Batalkan perubahan ini* undoes a change as one change. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Fields, Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let admin: Visitor;
beforeAll(async () => {
  web = await startWeb();
  admin = await web.as('admin');
});
beforeEach(async () => {
  await web.prisma.holiday.deleteMany();
  await web.prisma.servicePeriod.deleteMany();
});
afterAll(() => web.stop());

/** @returns the path of the saved change */
async function save(path: string, fields: Fields = {}): Promise<string> {
  const page = await admin.post(path, fields);
  expect([path, page.status]).toEqual([path, 200]);
  const saved = await admin.post(path, page.fields('form[data-once]'));
  expect([path, saved.status]).toEqual([path, 303]);
  return saved.location ?? '';
}

const days = async () =>
  (await web.prisma.holiday.findMany({ orderBy: { date: 'asc' } })).map(
    ({ date, name }) => `${date.toISOString().slice(0, 10)} ${name}`,
  );

const csv = 'date,name_id,kind\n2031-01-01,Baru,libur_nasional\n2031-01-02,Tambahan,libur_nasional\n';
const old = { tanggal: '01/01/2031', provinsi: '', nama: 'Lama', jenis: 'LIBUR_NASIONAL' };

it('undoes an import as a whole: the days it added, and the names it changed', async () => {
  await save('/kalender/libur', old);
  const change = await save('/kalender/impor', { csv });
  expect(await days()).toEqual(['2031-01-01 Baru', '2031-01-02 Tambahan']);
  const list = await admin.get('/kalender/perubahan');
  expect(list.attributes('tbody a', 'href')).toContain(`${change}/batal`);
  const preview = await admin.get(`${change}/batal`);
  expect(preview.all('.calendar-detail li')).toEqual([
    'Diubah: libur nasional 1 Januari 2031 (Baru) menjadi libur nasional 1 Januari 2031 (Lama)',
    'Dihapus: libur nasional 2 Januari 2031 (Tambahan)',
  ]);
  expect(await days()).toEqual(['2031-01-01 Baru', '2031-01-02 Tambahan']);
  const undone = await save(`${change}/batal`);
  expect(await days()).toEqual(['2031-01-01 Lama']);
  expect((await admin.get(undone)).text).toContain(
    'Dibatalkan: Impor CSV: 1 hari ditambahkan, 1 hari diubah',
  );
  const redone = await save(`${undone}/batal`);
  expect(await days()).toEqual(['2031-01-01 Baru', '2031-01-02 Tambahan']);
  const again = await save(`${redone}/batal`);
  const summary = 'Impor CSV: 1 hari ditambahkan, 1 hari diubah';
  for (const [path, verb] of [
    [redone, 'Diterapkan lagi'],
    [again, 'Dibatalkan'],
  ] as const)
    expect((await admin.get(path)).all('section p')[0]).toBe(`${verb}: ${summary}`);
});

it('is offered only while the rows are as the change left them', async () => {
  const change = await save('/kalender/impor', { csv });
  const offered = async () => [
    (await admin.get(change)).attributes('section a', 'href').includes(`${change}/batal`),
    (await admin.get('/kalender/perubahan')).attributes('tbody a', 'href').includes(`${change}/batal`),
  ];
  expect(await offered()).toEqual([true, true]);
  await save(`${change}/batal`);
  expect(await offered()).toEqual([false, false]);
});

it('restores several deleted days with their names', async () => {
  await save('/kalender/impor', { csv });
  const change = await save('/kalender/libur/hapus', { 'hari:2031-01-01 ': '1', 'hari:2031-01-02 ': '1' });
  expect(await days()).toEqual([]);
  await save(`${change}/batal`);
  expect(await days()).toEqual(['2031-01-01 Baru', '2031-01-02 Tambahan']);
});

it('restores a moved day, and hours and a period', async () => {
  await save('/kalender/libur', old);
  const moved = await save('/kalender/libur/2031-01-01/nasional/ubah', { ...old, tanggal: '03/01/2031' });
  await save(`${moved}/batal`);
  expect(await days()).toEqual(['2031-01-01 Lama']);

  const hours = await save('/kalender/jam', { jam: '08.00–16.00', hari: '6', otomatis: '0' });
  await save(`${hours}/batal`);
  expect(await web.prisma.slaSetting.findFirstOrThrow()).toMatchObject({
    hours: [[480, 1020]],
    workingDays: 5,
    autoCompleteWorkingDays: 3,
  });

  const ramadan = { nama: 'Ramadan', dari: '16/12/2031', sampai: '14/01/2032', jam: '08.00–15.00' };
  await save('/kalender/periode', ramadan);
  const { id } = await web.prisma.servicePeriod.findFirstOrThrow();
  const deleted = await save(`/kalender/periode/${id}/hapus`);
  await save(`${deleted}/batal`);
  expect(await web.prisma.servicePeriod.findMany()).toMatchObject([{ name: 'Ramadan', hours: [[480, 900]] }]);
});

it('is refused if a day was changed again, and names it', async () => {
  const change = await save('/kalender/impor', { csv });
  const late = (await admin.get(`${change}/batal`)).fields('form[data-once]');
  await save('/kalender/libur/2031-01-02/nasional/ubah', {
    ...{ tanggal: '02/01/2031', provinsi: '', nama: 'Nama lain', jenis: 'CUTI_BERSAMA' },
  });
  for (const refused of [
    await admin.get(`${change}/batal`),
    await admin.post(`${change}/batal`, late),
    await admin.post(`${change}/batal`, { simpan: '1' }),
  ]) {
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('sudah diubah lagi sesudahnya: libur nasional 2 Januari 2031 (Tambahan).');
    expect(refused.text).not.toContain('1 Januari 2031 (Baru)');
  }
  expect(await days()).toEqual(['2031-01-01 Baru', '2031-01-02 Nama lain']);
});

it('is refused if the place of a deleted day or period has been taken', async () => {
  await save('/kalender/libur', old);
  const deleted = await save('/kalender/libur/2031-01-01/nasional/hapus');
  await save('/kalender/libur', { ...old, nama: 'Yang lain' });
  expect((await admin.get(`${deleted}/batal`)).status).toBe(409);
});

it('is done once, and only by an administrator', async () => {
  const change = await save('/kalender/impor', { csv });
  for (const username of ['kppn-008', 'pusat', 'pengawas-008'])
    expect((await (await web.as(username)).post(`${change}/batal`, { simpan: '1' })).status).toBe(403);
  const fields = (await admin.get(`${change}/batal`)).fields('form[data-once]');
  const [first, again] = [
    await admin.post(`${change}/batal`, fields),
    await admin.post(`${change}/batal`, fields),
  ];
  expect([first.status, again.location]).toEqual([303, first.location]);
  expect(await days()).toEqual([]);
  expect((await admin.get('/kalender/perubahan/999999/batal')).status).toBe(404);
});
