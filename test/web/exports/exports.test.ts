/**
 * Lists of more than 5,000 tickets: ordered, made in the background, downloaded, cancelled and removed
 * (specification.md 7).
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { hashPassword } from '../../../prisma/password.ts';
import { demoPassword } from '../../../prisma/seed/demo.ts';
import { ended, keysOf, ordered } from '../../support/exports.ts';
import { manyTickets } from '../../support/many-tickets.ts';
import { readPdf } from '../../support/pdf.ts';
import { until } from '../../support/until.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { taskQueue } from '../../../workflows/messages.ts';

const tickets = 12_000;
let web: TestWeb;
let owner: Visitor;
beforeAll(async () => {
  web = await startWeb();
  await manyTickets(web.pool, { count: tickets });
  owner = await web.as('kppn-008');
}, 120_000);
afterAll(() => web.stop());

const bytesOf = async (visitor: Visitor, id: string): Promise<Buffer> => {
  const response = await visitor.open(`/unduhan/${id}/berkas`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

/** Another account of KPPN 008, with the demo's password. */
async function colleague(): Promise<Visitor> {
  const username = `rekan-${randomUUID().slice(0, 8)}`;
  const passwordHash = await hashPassword(demoPassword);
  await web.prisma.account.create({
    data: { username, passwordHash, displayName: 'Rekan', role: 'OPERATOR', unitId: 'KPPN-008' },
  });
  return web.as(username);
}

describe('a list of more than 5,000 tickets', () => {
  test.each(['pdf', 'xlsx', 'csv'])('is offered in the background: %s', async (format) => {
    const page = await owner.get(`/laporan.${format}?q=SP2D&layanan=MPN_G2`);
    expect(page.status).toBe(200);
    expect(page.one('form[action="/unduhan"] button')).toBeNull();
    const long = await owner.get(`/laporan.${format}?q=SP2D&urut=nama`);
    expect(long.status).toBe(200);
    expect(long.one('h1')).toBe('Daftar ini lebih dari 5.000 tiket');
    expect(long.fields('form[action="/unduhan"]')).toMatchObject({
      daftar: 'laporan',
      format,
      q: 'SP2D',
      urut: 'nama',
    });
  });

  it('becomes a CSV file with all of its tickets, once, in order', async () => {
    const fields = (await owner.get('/laporan.csv?q=SP2D&urut=referensi&arah=naik')).fields(
      'form[action="/unduhan"]',
    );
    const row = await ended(web, await ordered(web, owner, fields));
    expect(row).toMatchObject({
      status: 'COMPLETED',
      total: tickets,
      collected: tickets,
      written: tickets,
      error: null,
    });
    await until('its parts to go', async () => (await keysOf(web, row)).join() === 'berkas.csv');
    const response = await owner.open(`/unduhan/${row.id}/berkas`);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="laporan-kppn-008-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-length')).toBe(String(row.size));
    const lines = parse(Buffer.from(await response.arrayBuffer()), { delimiter: ';', bom: true, from: 2 });
    expect(lines.map((cells) => Number(cells[0]))).toEqual(Array.from({ length: tickets }, (_, n) => n + 1));
    const references = lines.map((cells) => cells[6]);
    expect(references).toEqual(
      Array.from({ length: tickets }, (_, n) => `HAI-101${String(n + 1).padStart(7, '0')}`),
    );
  });

  it('becomes an Excel file with heading and summary', async () => {
    const row = await ended(web, await ordered(web, owner, { format: 'xlsx', status: 'RESOLVED' }));
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await bytesOf(owner, row.id)) as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0];
    const above = Array.from({ length: 8 }, (_, n) => sheet?.getRow(n + 1).getCell(1).text ?? '');
    expect(above[1]).toBe('Unit: KPPN PEKANBARU');
    expect(above[3]).toBe('Filter: status Selesai');
    expect(above[5]).toBe('Jumlah tiket 8.000: menunggu 0, Kirim ke HAI 0, Selesai 8.000');
    expect(above[7]).toMatch(/^Selesai tepat waktu: 86%; median lama penyelesaian: \d/);
    expect(sheet?.rowCount).toBe(10 + 8000);
  });

  it('becomes a PDF that numbers all of its pages', async () => {
    const row = await ended(
      web,
      await ordered(web, owner, { format: 'pdf', daftar: 'tiket', layanan: 'MPN_G2' }),
    );
    expect(row.status).toBe('COMPLETED');
    const { pages, total } = readPdf(await bytesOf(owner, row.id));
    expect(total).toBe(pages.length.toLocaleString('id-ID'));
    expect(pages.flatMap(({ lines }) => lines).filter((line) => /^HAI-101/.test(line))).toHaveLength(3000);
  });

  test.each(['pdf', 'xlsx', 'csv'])('handles hostile text: %s', async (format) => {
    const subject = '=1+1 zebra \u2028 \u2029 \r\n 😀 مرحبا <svg onload=alert(1)>';
    const mark = { pdf: '201', xlsx: '202', csv: '203' }[format] ?? '';
    await manyTickets(web.pool, { count: 3, mark, subject: `${subject} ${mark}` });
    const row = await ended(web, await ordered(web, owner, { format, q: `zebra ${mark}` }));
    expect(row).toMatchObject({ status: 'COMPLETED', total: 3 });
    expect((await bytesOf(owner, row.id)).length).toBe(Number(row.size));
  });

  it('holds only what its account may see, even with a filter by another unit', async () => {
    const far = await web.as('kppn-063');
    const row = await ended(web, await ordered(web, far, { unit: 'KPPN-008' }));
    expect(row).toMatchObject({ status: 'COMPLETED', total: 0 });
    expect((await bytesOf(far, row.id)).toString()).not.toContain('SP2D');
  });
});

describe('the same request again', () => {
  it('is the same export, even if both come at once', async () => {
    const fields = { daftar: 'laporan', format: 'csv', permintaan: randomUUID() };
    const replies = await Promise.all([1, 2, 3].map(() => owner.post('/unduhan', fields)));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    const rows = await web.prisma.export.findMany({ where: { requestKey: fields.permintaan } });
    expect(rows).toHaveLength(1);
    for (const row of rows) await ended(web, row);
    expect((await owner.post('/unduhan', fields)).status).toBe(303);
    expect(await web.prisma.export.count({ where: { requestKey: fields.permintaan } })).toBe(1);
  });
});

describe('other accounts', () => {
  it("cannot find, cancel or remove an account's export, even in the same unit", async () => {
    const row = await ended(web, await ordered(web, owner));
    const [rekan, stranger, pengawas] = [
      await colleague(),
      await web.as('kppn-063'),
      await web.as('pengawas-008'),
    ];
    for (const other of [rekan, stranger, pengawas]) {
      expect((await other.get(`/unduhan/${row.id}/berkas`)).status).toBe(404);
      for (const act of ['batal', 'hapus'])
        expect((await other.post(`/unduhan/${row.id}/${act}`)).status).toBe(404);
      expect((await other.get('/unduhan')).text).not.toContain(row.id);
    }
    const unknown = await stranger.get(`/unduhan/${randomUUID()}/berkas`);
    const foreign = await stranger.get(`/unduhan/${row.id}/berkas`);
    expect([foreign.status, foreign.text.replaceAll(/[0-9a-f-]{36}/g, '')]).toEqual([
      unknown.status,
      unknown.text.replaceAll(/[0-9a-f-]{36}/g, ''),
    ]);
    expect((await web.visitor().get(`/unduhan/${row.id}/berkas`)).status).toBe(303);
    expect(await web.prisma.export.findUnique({ where: { id: row.id } })).toMatchObject({
      status: 'COMPLETED',
    });
  });

  it('that only watch have exports of their own', async () => {
    const pengawas = await web.as('pengawas-008');
    const row = await ended(web, await ordered(web, pengawas, { status: 'WAITING' }));
    expect(row).toMatchObject({ status: 'COMPLETED', total: 2000 });
  });

  test.each([
    ['satker-527010', 403],
    ['admin', 403],
  ])('may not have the report: %s', async (username, status) => {
    const visitor = await web.as(username);
    const fields = { daftar: 'laporan', format: 'csv', permintaan: randomUUID() };
    expect((await visitor.post('/unduhan', fields)).status).toBe(status);
    expect(await web.prisma.export.count({ where: { requestKey: fields.permintaan } })).toBe(0);
  });

  it('of administrators have no such page', async () => {
    expect((await (await web.as('admin')).get('/unduhan')).status).toBe(403);
  });
});

test.each([
  { daftar: 'laporan' },
  { daftar: 'akun', format: 'csv' },
  { daftar: 'laporan', format: 'exe' },
  { daftar: '__proto__', format: 'constructor' },
])('an unknown list or format is refused: %j', async (fields) => {
  expect((await owner.post('/unduhan', fields as Record<string, string>)).status).toBe(422);
});

test.each(['x', '..%2F..', '00000000-0000-0000-0000-00000000000g'])(
  'an invalid id is not found: %s',
  async (id) => {
    expect((await owner.get(`/unduhan/${id}/berkas`)).status).toBe(404);
    expect((await owner.post(`/unduhan/${id}/hapus`)).status).toBe(404);
  },
);

describe('while no worker runs', () => {
  beforeAll(() => web.stopWorkers());
  afterAll(async () => void (await web.startWorker()));

  it('two at a time wait, a third is refused, and each can be cancelled', async () => {
    const rekan = await colleague();
    const first = await ordered(web, rekan);
    const second = await ordered(web, rekan, { format: 'xlsx' });
    const third = await rekan.post('/unduhan', {
      daftar: 'laporan',
      format: 'pdf',
      permintaan: randomUUID(),
    });
    expect(third.status).toBe(429);
    expect(third.text).toContain('Masih ada 2 berkas Anda yang sedang dibuat');
    const page = await rekan.get('/unduhan');
    expect(page.all('.export .govuk-tag')).toEqual(['Menunggu', 'Menunggu']);
    expect(page.attributes('.export progress', 'value')).toEqual(['0', '0']);
    expect((await rekan.post(`/unduhan/${first.id}/hapus`)).status).toBe(409);
    expect((await rekan.get(`/unduhan/${first.id}/berkas`)).status).toBe(404);
    for (const { id } of [first, second]) expect((await rekan.post(`/unduhan/${id}/batal`)).status).toBe(303);
    expect((await rekan.get('/unduhan')).all('.export .govuk-tag')).toEqual(['Dibatalkan', 'Dibatalkan']);
    expect((await rekan.post(`/unduhan/${first.id}/hapus`)).status).toBe(303);
    expect(await web.prisma.export.count({ where: { id: first.id } })).toBe(0);
  });
});

describe('an export that is being made', () => {
  it('can be cancelled while its file is written, and leaves nothing', async () => {
    const row = await ordered(web, owner, { format: 'pdf' });
    await until('the file', async () => (await keysOf(web, row)).includes('berkas.pdf'));
    expect((await owner.post(`/unduhan/${row.id}/batal`)).status).toBe(303);
    expect(await ended(web, row)).toMatchObject({ status: 'CANCELLED', size: null });
    await until('its files to go', async () => (await keysOf(web, row)).length === 0);
    const handle = web.client.workflow.getHandle(`unduhan-${row.id}`);
    await until('the workflow', async () => (await handle.describe()).status.name !== 'RUNNING');
    expect(await web.prisma.exportPart.count({ where: { exportId: row.id } })).toBe(0);
    expect((await owner.get(`/unduhan/${row.id}/berkas`)).status).toBe(404);
  });

  test.each([
    ['is disabled', { disabledAt: new Date() }],
    ['moves to another unit', { unitId: 'KPPN-063' }],
    ['becomes an administrator', { role: 'ADMINISTRATOR' as const }],
  ])('fails when its account %s meanwhile', async (_, data) => {
    const rekan = await colleague();
    await web.stopWorkers();
    const row = await ordered(web, rekan);
    await web.prisma.account.update({ where: { id: row.accountId }, data });
    await web.startWorker();
    expect(await ended(web, row)).toMatchObject({
      status: 'FAILED',
      error: 'Akun ini tidak lagi berwenang atas daftar ini.',
    });
  });

  it('describes its steps in Temporal without naming anybody', async () => {
    const row = await ended(web, await ordered(web, owner, { q: 'Penanya ke-77' }));
    const { events } = await web.client.workflow.getHandle(`unduhan-${row.id}`).fetchHistory();
    const text = JSON.stringify(events);
    const summaries = (events ?? []).map((event) => event.userMetadata?.summary?.data ?? []);
    const told = summaries.map((data) => Buffer.from(data).toString()).filter((summary) => summary !== '');
    expect(told).toEqual([
      '"Unduhan: Laporan Layanan/Permasalahan, CSV"',
      '"Memilih tiket"',
      '"Mengumpulkan bagian 1 dari 1"',
      '"Menulis CSV"',
    ]);
    expect(text).not.toContain('Penanya');
    expect(text).not.toContain('KPPN');
  });
});

describe('a finished export', () => {
  it('is removed with its file, and cancelling it changes nothing', async () => {
    const row = await ended(web, await ordered(web, owner, { status: 'WAITING' }));
    expect((await owner.post(`/unduhan/${row.id}/batal`)).status).toBe(303);
    expect(await keysOf(web, row)).toContain('berkas.csv');
    expect((await owner.post(`/unduhan/${row.id}/hapus`)).status).toBe(303);
    expect(await keysOf(web, row)).toEqual([]);
    expect((await owner.get(`/unduhan/${row.id}/berkas`)).status).toBe(404);
  });

  it('is gone for an account that moved to another unit', async () => {
    const rekan = await colleague();
    const row = await ended(web, await ordered(web, rekan, { status: 'WAITING' }));
    const { username } = await web.prisma.account.update({
      where: { id: row.accountId },
      data: { unitId: 'KPPN-063' },
    });
    await rekan.signIn(username);
    expect((await rekan.get(`/unduhan/${row.id}/berkas`)).status).toBe(404);
    expect((await rekan.get('/unduhan')).text).not.toContain(row.id);
  });

  it('is gone for an account that became an administrator', async () => {
    const rekan = await colleague();
    const row = await ended(web, await ordered(web, rekan, { status: 'WAITING' }));
    expect((await rekan.get(`/unduhan/${row.id}/berkas`)).status).toBe(200);
    const { username } = await web.prisma.account.update({
      where: { id: row.accountId },
      data: { role: 'ADMINISTRATOR' },
    });
    await rekan.signIn(username);
    expect((await rekan.get(`/unduhan/${row.id}/berkas`)).status).toBe(404);
  });
});

describe('the sweep', () => {
  const sweep = () =>
    web.client.workflow.execute('sweepExports', { taskQueue, workflowId: `sapu-${randomUUID()}` });

  it('removes a file after seven days, and not before', async () => {
    const fresh = await ended(web, await ordered(web, owner, { status: 'WAITING' }));
    const old = await ended(web, await ordered(web, owner, { status: 'WAITING' }));
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await web.prisma.export.update({ where: { id: fresh.id }, data: { finishedAt: ago(7 * 24 - 1) } });
    await web.prisma.export.update({ where: { id: old.id }, data: { finishedAt: ago(7 * 24 + 1) } });
    expect((await owner.get('/unduhan')).one(`#unduhan-${old.id} .govuk-tag`)).toBe('Kedaluwarsa');
    expect((await owner.get(`/unduhan/${old.id}/berkas`)).status).toBe(404);
    await sweep();
    expect(await keysOf(web, old)).toEqual([]);
    expect(await web.prisma.export.count({ where: { id: old.id } })).toBe(0);
    expect((await owner.get(`/unduhan/${fresh.id}/berkas`)).status).toBe(200);
  });

  it('fails abandoned exports, and removes files without a row', async () => {
    const abandoned = await web.prisma.export.create({
      data: {
        ...{ accountId: (await ended(web, await ordered(web, owner))).accountId, unitId: 'KPPN-008' },
        ...{
          requestKey: randomUUID(),
          list: 'tiket',
          format: 'csv',
          filter: {},
          year: 2026,
          status: 'PROCESSING',
        },
        createdAt: new Date(Date.now() - 25 * 3_600_000),
      },
    });
    const orphan = { id: randomUUID() };
    for (const { id } of [abandoned, orphan])
      await web.storage.put(`unduhan/${id}/bagian-1.ndjson`, Readable.from(['[]']));
    await sweep();
    expect(await web.prisma.export.findUnique({ where: { id: abandoned.id } })).toMatchObject({
      status: 'FAILED',
    });
    for (const row of [abandoned, orphan]) expect(await keysOf(web, row)).toEqual([]);
  });
});

describe('the page', () => {
  it('describes each export, and keeps no idle session alive', async () => {
    const row = await ended(web, await ordered(web, owner, { q: '"><svg onload=alert(1)>' }));
    const seen = new Date(Date.now() - 10 * 60_000);
    await web.prisma.session.updateMany({ data: { lastSeenAt: seen } });
    const part = await owner.getPart('/unduhan?segar=1');
    expect(part.text).not.toContain('<svg');
    expect(part.text).not.toContain('<html');
    expect(part.one(`#unduhan-${row.id} .export__what`)).toBe('Selesai Laporan Layanan/Permasalahan, CSV');
    expect(part.all(`#unduhan-${row.id} .export__detail`)[1]).toMatch(
      /^\d+ tiket, \d+ kB, disimpan sampai \d+ \w+ \d{4} /,
    );
    expect(await web.prisma.session.count({ where: { lastSeenAt: { not: seen } } })).toBe(0);
  });

  it('is linked from the lists and the menu', async () => {
    const page = await owner.get('/tiket');
    expect(page.attributes('.list__exports a', 'href')).toContain('/unduhan');
    expect((await owner.get('/')).attributes('.card__link', 'href')).toContain('/unduhan');
  });

  it('is notified only of its own exports', async () => {
    const stream = await owner.open('/unduhan/peristiwa');
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.getReader();
    let heard = '';
    void (async () => {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) return;
        heard += Buffer.from(value ?? []).toString();
      }
    })().catch(() => undefined);
    await until('the stream', async () => heard.includes(':'));
    const stranger = await web.as('kppn-063');
    await ended(web, await ordered(web, stranger, { status: 'WAITING' }));
    expect(heard).not.toContain('berubah');
    await ended(web, await ordered(web, owner, { status: 'WAITING' }));
    await until('the news', async () => heard.includes('event: berubah'));
    await reader?.cancel();
  });
});
