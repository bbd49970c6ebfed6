import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { waitingTicket } from '../../support/given.ts';
import { until } from '../../support/until.ts';
import type { Fields, Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let admin: Visitor;
beforeAll(async () => {
  web = await startWeb();
  admin = await web.as('admin');
});
afterAll(() => web.stop());

async function save(path: string, fields: Fields = {}): Promise<void> {
  const page = await admin.post(path, fields);
  expect(page.status).toBe(200);
  expect((await admin.post(path, page.fields('form[data-once]'))).status).toBe(303);
}

const dueAt = async (reference: string) =>
  (await web.prisma.ticket.findUniqueOrThrow({ where: { reference } })).dueAt;

const localHour = (date: Date) => (date.getUTCHours() + 7) % 24;

describe('service hours', () => {
  const asItIs = { jam: '08.00–17.00', hari: '5', otomatis: '3' };

  it('may get a break and another end, which moves deadlines', async () => {
    const reference = await waitingTicket(web);
    expect(localHour(await dueAt(reference))).toBe(17);
    await save('/kalender/jam', { ...asItIs, jam: '08.00–12.00, 13.00–16.00' });
    await until('its move', async () => localHour(await dueAt(reference)) === 16);
    expect((await admin.get('/kalender/jam')).fields('form.panel')).toMatchObject({
      jam: '08.00–12.00, 13.00–16.00',
    });
    await save('/kalender/jam', asItIs);
    await until('its move back', async () => localHour(await dueAt(reference)) === 17);
  });

  it('and working days show their former values when changed', async () => {
    const page = await admin.post('/kalender/jam', { jam: '08.00–17.00', hari: '7', otomatis: '0' });
    expect(page.all('.calendar-detail li')).toEqual([
      'Batas waktu: 5 hari kerja menjadi 7 hari kerja',
      'Penyelesaian otomatis: 3 hari kerja menjadi dimatikan',
    ]);
  });

  test.each([
    [{ jam: '17.00–08.00' }, 'jam'],
    [{ jam: 'pagi' }, 'jam'],
    [{ jam: '' }, 'jam'],
    [{ hari: '0' }, 'hari'],
    [{ hari: '61' }, 'hari'],
    [{ hari: '1.5' }, 'hari'],
    [{ otomatis: '-1' }, 'otomatis'],
    [{ otomatis: '' }, 'otomatis'],
  ])('that make no sense are refused: %j', async (wrong, field) => {
    const page = await admin.post('/kalender/jam', { ...asItIs, ...wrong, simpan: '1' });
    expect(page.status).toBe(422);
    expect(page.faultAt(field)).not.toBeNull();
    expect(await web.prisma.slaSetting.findFirst()).toMatchObject({ workingDays: 5, hours: [[480, 1020]] });
  });

  it('that change nothing are refused', async () => {
    const page = await admin.post('/kalender/jam', asItIs);
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('Belum ada yang diubah.')]);
  });
});

describe('a period with other hours', () => {
  const ramadan = {
    nama: 'Ramadan',
    dari: '16/12/2031',
    sampai: '14/01/2032',
    jam: '08.00–12.00, 12.30–15.00',
  };

  it('is added, changed and deleted', async () => {
    await save('/kalender/periode', ramadan);
    const known = await web.prisma.servicePeriod.findFirstOrThrow();
    expect(known).toMatchObject({
      name: 'Ramadan',
      hours: [
        [480, 720],
        [750, 900],
      ],
    });
    expect((await admin.get('/kalender?tahun=2032')).text).toContain('Ramadan: 08.00–12.00, 12.30–15.00');
    expect((await admin.get(`/kalender/periode/${known.id}/ubah`)).fields('form.panel')).toEqual(ramadan);
    const unchanged = await admin.post(`/kalender/periode/${known.id}/ubah`, ramadan);
    expect(unchanged.status).toBe(422);
    await save(`/kalender/periode/${known.id}/ubah`, { ...ramadan, nama: 'Ramadan 1453 H' });
    expect(await web.prisma.servicePeriod.findMany()).toMatchObject([
      { id: known.id, name: 'Ramadan 1453 H' },
    ]);
    await save(`/kalender/periode/${known.id}/hapus`);
    expect(await web.prisma.servicePeriod.count()).toBe(0);
  });

  test.each([
    [{ sampai: '2031-12-01' }, 'sampai'],
    [{ dari: 'besok' }, 'dari'],
    [{ nama: '' }, 'nama'],
    [{ jam: '12.00' }, 'jam'],
  ])('that makes no sense is refused: %j', async (wrong, field) => {
    const page = await admin.post('/kalender/periode', { ...ramadan, ...wrong, simpan: '1' });
    expect([page.status, page.faultAt(field) !== null]).toEqual([422, true]);
    expect(await web.prisma.servicePeriod.count()).toBe(0);
  });

  it('overlapping another one is refused', async () => {
    await save('/kalender/periode', ramadan);
    const page = await admin.post('/kalender/periode', {
      ...ramadan,
      dari: '2032-01-14',
      sampai: '2032-02-01',
    });
    expect([page.status, page.faultAt('dari')]).toEqual([422, expect.stringContaining('Bertumpang tindih')]);
  });
});

describe('the calculator', () => {
  it.each(['admin', 'kppn-008', 'satker-527010'])(
    'explains a deadline to %s day by day',
    async (username) => {
      const page = await (
        await web.as(username)
      ).get('/kalender/kalkulator?dibuka=2026-08-13T18:30&tempat=Riau');
      expect(page.one('#hasil')).toBe('Batas waktu 24 Agustus 2026 17.00 WIB');
      expect(page.all('section tbody tr').map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
        'Kamis, 13 Agustus 2026 Tidak dihitung Masuk setelah jam layanan 08.00–17.00',
        'Jumat, 14 Agustus 2026 Hari 0, hari diterima Jam layanan 08.00–17.00',
        'Sabtu, 15 Agustus 2026 Tidak dihitung Akhir pekan',
        'Minggu, 16 Agustus 2026 Tidak dihitung Akhir pekan',
        'Senin, 17 Agustus 2026 Tidak dihitung Hari Kemerdekaan Republik Indonesia',
        'Selasa, 18 Agustus 2026 Hari kerja 1 Jam layanan 08.00–17.00',
        'Rabu, 19 Agustus 2026 Hari kerja 2 Jam layanan 08.00–17.00',
        'Kamis, 20 Agustus 2026 Hari kerja 3 Jam layanan 08.00–17.00',
        'Jumat, 21 Agustus 2026 Hari kerja 4 Jam layanan 08.00–17.00',
        'Sabtu, 22 Agustus 2026 Tidak dihitung Akhir pekan',
        'Minggu, 23 Agustus 2026 Tidak dihitung Akhir pekan',
        'Senin, 24 Agustus 2026 Hari kerja 5, batas waktu Jam layanan 08.00–17.00',
      ]);
    },
  );

  it("uses a unit's place", async () => {
    const page = await admin.get('/kalender/kalkulator?dibuka=2026-08-03T10:00&unit=063&hari=1');
    expect(page.one('#hasil')).toBe('Batas waktu 4 Agustus 2026 17.00 WIT');
  });

  test.each([
    'dibuka=besok',
    'dibuka=1999-01-01T00:00',
    'unit=KPPN-999',
    'tempat=Atlantis',
    'dibuka=2026-08-03T10:00&hari=0',
  ])('refuses %s', async (query) =>
    expect((await admin.get(`/kalender/kalkulator?${query}`)).status).toBe(422),
  );

  it('shows only the form at first', async () => {
    const page = await admin.get('/kalender/kalkulator');
    expect([page.status, page.one('#hasil')]).toEqual([200, null]);
  });
});
