import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ticketState } from '../../../workflows/messages.ts';
import { answeredTicket, waitingTicket } from '../../support/given.ts';
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

/** A working day between now and the deadline of a ticket recorded now. */
async function dayBefore(reference: string): Promise<string> {
  const { warnAt } = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  return new Date(warnAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

const day = (tanggal: string, over: Fields = {}): Fields => ({
  tanggal,
  provinsi: '',
  nama: 'Hari percobaan',
  jenis: 'LIBUR_NASIONAL',
  ...over,
});

const preview = (fields: Fields, path = '/kalender/libur') => admin.post(path, fields);

/** Previews and saves with the preview's button. @returns the address of the change */
async function save(fields: Fields, path = '/kalender/libur'): Promise<string> {
  const page = await preview(fields, path);
  expect(page.status).toBe(200);
  const saved = await admin.post(path, page.fields('form[data-once]'));
  expect(saved.status).toBe(303);
  return saved.location ?? '';
}

const dueAt = async (reference: string): Promise<Date> =>
  (await web.prisma.ticket.findUniqueOrThrow({ where: { reference } })).dueAt;

const movesOf = (reference: string) =>
  web.prisma.ticketEvent.findMany({ where: { reference, kind: 'DEADLINE_MOVED' }, orderBy: { seq: 'asc' } });

const moved = (reference: string, times: number) =>
  until(`${times} moves of ${reference}`, async () => (await movesOf(reference)).length === times);

describe('a day off that is added and deleted again', () => {
  it('is previewed, moves exactly the open tickets that it touches, and appears in their threads', async () => {
    const waiting = await waitingTicket(web);
    const resolved = await answeredTicket(web);
    const before = await dueAt(waiting);
    const date = await dayBefore(waiting);
    const open = await web.prisma.ticket.count({ where: { status: { not: 'RESOLVED' } } });

    const page = await preview(day(date));
    expect(page.one('.panel .govuk-heading-m')).toBe(`Menggeser batas waktu ${open} tiket terbuka`);
    expect(page.text).toContain(waiting);
    expect(page.text).not.toContain('SP2D belum terbit');
    expect(await web.prisma.holiday.findFirst({ where: { name: 'Hari percobaan' } })).toBeNull();
    expect(await dueAt(waiting)).toEqual(before);

    const change = await save(day(date));
    await moved(waiting, 1);
    expect(await dueAt(waiting)).not.toEqual(before);
    expect((await web.client.workflow.getHandle(waiting).query(ticketState)).deadline?.dueAt).toBe(
      (await dueAt(waiting)).toISOString(),
    );
    const [event] = await movesOf(waiting);
    expect(event?.author).toBe('Sistem');
    expect(event?.body).toMatch(
      /^Batas waktu bergeser dari .* menjadi .*\.\n\nSebab: Ditambahkan: libur nasional/,
    );
    expect(await movesOf(resolved)).toEqual([]);
    expect((await (await web.as('kppn-008')).get(`/tiket/${waiting}`)).text).toContain(
      'Batas waktu bergeser',
    );

    const progress = await admin.get(change);
    expect(progress.text).toContain(`<strong>${open}</strong> dari <strong>${open}</strong>`);
    expect(progress.text).toContain('Disimpan oleh');

    await save({}, `/kalender/libur/${date}/nasional/hapus`);
    await moved(waiting, 2);
    expect(await dueAt(waiting)).toEqual(before);
    const history = (await admin.get('/kalender/perubahan')).text;
    expect(history).toContain('Ditambahkan: libur nasional');
    expect(history).toContain('Dihapus: libur nasional');
  });

  it('of one province moves only tickets of that province', async () => {
    const riau = await waitingTicket(web);
    const { id, type, name, zone, province } = await web.prisma.unit.findUniqueOrThrow({
      where: { id: 'KPPN-063' },
    });
    const papua = await waitingTicket(web, { handlingUnit: { id, type, name, zone, province } });
    const before = await dueAt(papua);
    await save(day(await dayBefore(riau), { provinsi: 'Riau', nama: 'Hari jadi Riau' }));
    await moved(riau, 1);
    expect(await dueAt(papua)).toEqual(before);
    expect(await movesOf(papua)).toEqual([]);
  });
});

describe('an act on a day', () => {
  it('sent again is done once', async () => {
    const fields = { ...day('2031-03-03'), simpan: '1', permintaan: randomUUID() };
    const first = await admin.post('/kalender/libur', fields);
    const again = await admin.post('/kalender/libur', fields);
    expect([first.status, again.status, again.location]).toEqual([303, 303, first.location]);
    expect(await web.prisma.holiday.count({ where: { date: new Date('2031-03-03') } })).toBe(1);
    expect(await web.prisma.calendarChange.count({ where: { summary: { contains: '3 Maret 2031' } } })).toBe(
      1,
    );
  });

  it('changes date, place and name', async () => {
    await save(day('2031-04-01'));
    await save(
      day('2/4/2031', { provinsi: 'Aceh', nama: 'Hari lain' }),
      '/kalender/libur/2031-04-01/nasional/ubah',
    );
    const year = await admin.get('/kalender?tahun=2031');
    expect(year.text).not.toContain('/kalender/libur/2031-04-01');
    expect(year.text).toContain('/kalender/libur/2031-04-02/Aceh/ubah');
    expect((await admin.get('/kalender/libur/2031-04-02/Aceh/ubah')).fields('form.panel')).toEqual({
      tanggal: '02/04/2031',
      nama: 'Hari lain',
      jenis: 'LIBUR_NASIONAL',
      provinsi: 'Aceh',
    });
  });

  it('is deleted together with others, as one change', async () => {
    await save(day('2032-04-01'));
    await save(day('2032-04-02', { provinsi: 'Aceh' }));
    await save(day('2032-04-02', { nama: 'Tetap' }));
    const year = await admin.get('/kalender?tahun=2032');
    const ticks = ['hari:2032-04-01 ', 'hari:2032-04-02 Aceh'];
    for (const tick of ticks) expect(year.text).toContain(`name="${tick}"`);
    await save(Object.fromEntries(ticks.map((tick) => [tick, '1'])), '/kalender/libur/hapus');
    const both = [new Date('2032-04-01'), new Date('2032-04-02')];
    const left = await web.prisma.holiday.findMany({ where: { date: { in: both } } });
    expect(left.map(({ name }) => name)).toEqual(['Tetap']);
    const change = await web.prisma.calendarChange.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(change.summary).toBe('Dihapus: 2 hari libur');
    expect(change.changes).toHaveLength(2);
  });

  it('is deleted together with all others of a year with 250 days off', async () => {
    const date = { gte: new Date('2033-01-01'), lt: new Date('2034-01-01') };
    await web.prisma.holiday.createMany({
      data: Array.from({ length: 250 }, (_, n) => ({
        date: new Date(Date.UTC(2033, 0, 1 + n)),
        ...{ province: 'Kepulauan Bangka Belitung', name: 'Libur daerah', kind: 'LIBUR_NASIONAL' as const },
      })),
    });
    const ticks = (await admin.get('/kalender?tahun=2033')).attributes('td input', 'name');
    expect(ticks).toHaveLength(250);
    await save(Object.fromEntries(ticks.map((tick) => [tick, '1'])), '/kalender/libur/hapus');
    expect(await web.prisma.holiday.count({ where: { date } })).toBe(0);
  });

  it('is not changed into what it is already', async () => {
    await save(day('2031-08-01'));
    const path = '/kalender/libur/2031-08-01/nasional/ubah';
    const before = await web.prisma.calendarChange.count();
    for (const fields of [day('1/8/2031'), { ...day('1/8/2031'), simpan: '1' }]) {
      const page = await preview(fields, path);
      expect([page.status, page.text]).toEqual([422, expect.stringContaining('Belum ada yang diubah.')]);
    }
    expect(await web.prisma.calendarChange.count()).toBe(before);
  });

  it('is not deleted when none is ticked', async () => {
    expect((await preview({ 'hari:2032-09-09 ': '1' }, '/kalender/libur/hapus')).status).toBe(422);
  });

  it('after somebody else changed the calendar is previewed again', async () => {
    const page = await preview(day('2031-05-05'));
    await save(day('2031-05-06'));
    const late = await admin.post('/kalender/libur', page.fields('form[data-once]'));
    expect(late.status).toBe(409);
    expect(late.text).toContain('Kalender sudah diubah sejak pratinjau dibuat');
    expect(await web.prisma.holiday.count({ where: { date: new Date('2031-05-05') } })).toBe(0);
    expect((await admin.post('/kalender/libur', late.fields('form[data-once]'))).status).toBe(303);
  });

  test.each([
    ['no date', { tanggal: '' }],
    ['an invalid date', { tanggal: '2031-02-30' }],
    ['a date far away', { tanggal: '2131-02-03' }],
    ['no name', { nama: ' \u200b' }],
    ['another kind', { jenis: 'LIBUR' }],
    ['an unknown province', { provinsi: 'Atlantis' }],
    ['an existing day', { tanggal: '2026-08-17' }],
  ])('with %s is refused, and what was typed stays', async (_, wrong) => {
    const page = await preview({ ...day('2031-06-02'), ...wrong, simpan: '1' });
    expect(page.status).toBe(422);
    expect(page.all('.govuk-error-message')).toHaveLength(1);
    expect(page.fields('form.panel')['nama']).toBe('nama' in wrong ? '' : 'Hari percobaan');
    expect(await web.prisma.holiday.count({ where: { date: new Date('2031-06-02') } })).toBe(0);
  });

  test.each([
    '/kalender/libur/2031-01-01/nasional/ubah',
    '/kalender/libur/besok/nasional/hapus',
    '/kalender/libur/2026-08-17/Riau/ubah',
    '/kalender/perubahan/999999',
    '/kalender/perubahan/x',
    '/kalender/periode/1/ubah',
  ])('on something unknown is 404: %s', async (path) => {
    expect((await admin.get(path)).status).toBe(404);
  });
});

describe('only an administrator', () => {
  const pages = [
    '/kalender',
    '/kalender/libur/baru',
    '/kalender/impor',
    '/kalender/jam',
    '/kalender/perubahan',
  ];

  test.each(['satker-527010', 'kppn-008', 'pengawas-008', 'kanwil-riau', 'hai', 'pusat'])(
    'sees or changes it: %s',
    async (username) => {
      const visitor = await web.as(username);
      for (const path of pages) expect((await visitor.get(path)).status).toBe(403);
      const acts: [string, Fields][] = [
        ['/kalender/libur', day('2031-07-01')],
        ['/kalender/libur/2026-08-17/nasional/ubah', day('2031-07-01')],
        ['/kalender/libur/2026-08-17/nasional/hapus', {}],
        ['/kalender/libur/hapus', { 'hari:2026-08-17 ': '1' }],
        ['/kalender/impor', { csv: 'date,name_id,kind\n2031-07-01,X,libur_nasional' }],
        ['/kalender/jam', { jam: '09.00–10.00', hari: '1', otomatis: '0' }],
        ['/kalender/periode', { nama: 'X', dari: '2031-07-01', sampai: '2031-07-02', jam: '09.00–10.00' }],
      ];
      for (const [path, fields] of acts)
        expect((await visitor.post(path, { ...fields, simpan: '1' })).status).toBe(403);
      expect((await visitor.get('/')).text).not.toContain('href="/kalender"');
      expect(await web.prisma.holiday.count({ where: { date: new Date('2031-07-01') } })).toBe(0);
      expect((await web.prisma.slaSetting.findFirstOrThrow()).workingDays).toBe(5);
    },
  );

  it('sends a stranger to the log-in', async () => {
    for (const path of [...pages, '/kalender/kalkulator'])
      expect((await web.visitor().get(path)).location).toContain('/masuk');
    expect((await web.visitor().post('/kalender/libur', day('2031-07-01'))).location).toContain('/masuk');
  });
});
