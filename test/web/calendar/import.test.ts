import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let admin: Visitor;
beforeAll(async () => {
  web = await startWeb();
  admin = await web.as('admin');
});
beforeEach(async () => void (await web.prisma.holiday.deleteMany()));
afterAll(() => web.stop());

async function upload(csv: string | Uint8Array<ArrayBuffer>) {
  const body = new FormData();
  body.set('berkas', new File([csv], 'libur.csv', { type: 'text/csv' }));
  return admin.send('/kalender/impor', { method: 'POST', body, headers: { Origin: web.config.publicUrl } });
}

const days = () => web.prisma.holiday.findMany({ orderBy: [{ date: 'asc' }, { province: 'asc' }] });

async function saved(csv: string): Promise<void> {
  const page = await upload(csv);
  expect(page.status).toBe(200);
  expect((await admin.post('/kalender/impor', page.fields('form[data-once]'))).status).toBe(303);
}

describe('a file', () => {
  it('from the data folder is imported whole, after its preview', async () => {
    const csv = readFileSync('data/holidays-id.csv', 'utf8');
    const page = await upload(csv);
    expect(page.text).toContain('Ditambahkan: libur nasional 17 Agustus 2026 (');
    expect(await days()).toHaveLength(0);
    expect((await admin.post('/kalender/impor', page.fields('form[data-once]'))).status).toBe(303);
    expect(await days()).toHaveLength(282);
  });

  it('with a scope belongs to one province', async () => {
    await saved(readFileSync('data/holidays-regional.csv', 'utf8'));
    expect(await days()).toMatchObject([{ province: 'DKI Jakarta', kind: 'LIBUR_NASIONAL' }]);
  });

  it('renames known days, adds new ones and leaves the rest', async () => {
    await saved('date,name_id,kind\n2031-01-01,Lama,libur_nasional\n2031-01-02,Tetap,cuti_bersama\n');
    await saved(
      '\uFEFFdate,name_id,kind\r\n2031-01-01,"Baru, sekali",libur_nasional\r\n2031-01-03,Tambahan,cuti_bersama\r\n',
    );
    expect((await days()).map(({ name }) => name)).toEqual(['Baru, sekali', 'Tetap', 'Tambahan']);
  });

  it('may use semicolons, as Excel does in Indonesia', async () => {
    await saved('\uFEFFdate;name_id;kind\r\n2031-01-01;Baru, sekali;libur_nasional\r\n');
    expect((await days()).map(({ name }) => name)).toEqual(['Baru, sekali']);
  });

  it('from the template is imported as it is', async () => {
    const template = await admin.get('/kalender/impor/contoh.csv');
    expect(template.headers.get('content-disposition')).toMatch(
      /"contoh-hari-libur-pusat-\d{4}-\d\d-\d\d\.csv"$/,
    );
    await saved(template.text);
    expect(await days()).toEqual([
      {
        date: new Date('2039-08-17'),
        province: '',
        name: 'Hari Kemerdekaan RI',
        kind: 'LIBUR_NASIONAL',
      },
    ]);
  });

  it("may have officers' headings and dates as Excel writes them", async () => {
    await saved('Tanggal;Nama;Jenis;Wilayah\r\n1/3/2039;Hari jadi;Cuti bersama;Riau\r\n');
    expect(await days()).toMatchObject([
      { date: new Date('2039-03-01'), province: 'Riau', kind: 'CUTI_BERSAMA' },
    ]);
  });

  it('may name places in any letter case', async () => {
    await saved('tanggal,nama,wilayah\n2039-03-01,Satu,seluruh INDONESIA\n2039-03-02,Dua,dki jakarta\n');
    expect((await days()).map(({ province }) => province)).toEqual(['', 'DKI Jakarta']);
  });

  it('may be pasted', async () => {
    const page = await admin.post('/kalender/impor', {
      csv: 'date,name_id,kind\n2031-01-01,Hari,libur_nasional',
    });
    expect(page.one('.panel .govuk-heading-m')).toBe('Tidak menggeser batas waktu tiket terbuka mana pun');
  });
});

describe('a file with an error is refused with the line, and nothing is imported', () => {
  const good = 'date,name_id,kind\n2031-01-01,Hari,libur_nasional\n';

  test.each([
    ['no day', `${good}2031-02-30,Hari,libur_nasional`, 'Baris 3: Tanggal harus berupa tanggal'],
    ["no day in Excel's form", `${good}30/02/2031,Hari,libur_nasional`, 'Baris 3: Tanggal harus berupa'],
    ['no name', `${good}\n2031-02-02,,libur_nasional`, 'Baris 4: Nama harus diisi.'],
    ['another kind', `${good}2031-02-02,Hari,libur`, 'Baris 3: Jenis harus'],
    ['a day twice', `${good}2031-01-01,Lagi,cuti_bersama`, 'Baris 3: tanggal ini sudah ada'],
    ['too few columns', `${good}2031-02-02,Hari`, 'Baris 3: bukan baris CSV'],
    ['an open quote', `${good}2031-02-02,"Hari,libur_nasional`, 'bukan baris CSV'],
    [
      'an unknown province',
      'date,name_id,scope\n2031-01-01,Hari,Atlantis',
      'Baris 2: Wilayah harus Seluruh Indonesia atau nama provinsi.',
    ],
    ['other columns', 'tanggal,nama\n2031-01-01,Hari', 'Baris 1: judul kolom harus'],
    [
      'more than 2,000 lines, whatever stands behind them',
      `date,name_id,kind\n${Array.from({ length: 2001 }, (_, n) => `${2000 + Math.floor(n / 28)}-02-${String((n % 28) + 1).padStart(2, '0')},Hari,libur_nasional\n`).join('')}"rusak`,
      'lebih dari 2000 baris',
    ],
    [
      'a name of any length',
      `${good}2031-02-02,${'a\u0301'.repeat(100_000)},libur_nasional`,
      'Baris 3: Nama paling panjang',
    ],
    ['nothing', '', 'tidak berisi hari libur'],
    ['no text', new Uint8Array([0, 255, 254, 0, 10, 0]), 'hari libur'],
  ])('%s', async (_, csv, fault) => {
    const page = await upload(csv);
    expect(page.status).toBe(422);
    expect(page.one('.govuk-error-summary__list')).toContain(fault);
    expect(await days()).toHaveLength(0);
  });
});
