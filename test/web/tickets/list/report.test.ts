import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { isoDay } from '../../../../domain/dates.ts';
import { answeredTicket, escalatedTicket, waitingTicket } from '../../../support/given.ts';
import { manyTickets } from '../../../support/many-tickets.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startWeb();
  await waitingTicket(web, { subject: '=SUM(A1:A9)' });
  await answeredTicket(web, { subject: 'Sudah dijawab 😀 مرحبا' });
  await escalatedTicket(web, { subject: 'Dikirim ke HAI' });
});
afterAll(() => web.stop());

const paths = ['/laporan', '/laporan.pdf', '/laporan.xlsx', '/laporan.csv'];

async function download(username: string, path: string): Promise<Response> {
  const visitor = await web.as(username);
  return visitor.open(path);
}

async function cellsOf(username: string, path: string): Promise<string[][]> {
  const response = await download(username, path);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const sheet = workbook.worksheets[0];
  const rows: string[][] = [];
  sheet?.eachRow((row) => rows.push([...(row.values as unknown[])].slice(1).map(String)));
  return rows;
}

describe('Laporan', () => {
  test.each(paths)('%s is for neither a Satker nor the administrator', async (path) => {
    for (const username of ['satker-527010', 'admin']) {
      expect((await download(username, path)).status).toBe(403);
    }
  });

  test.each(['kppn-008', 'pengawas-008', 'kanwil-riau', 'pusat'])('shows %s the times', async (username) => {
    const page = await (await web.as(username)).get('/laporan');
    expect(page.status).toBe(200);
    expect(page.all('th')).toContain('Lama penyelesaian');
    expect(page.text).toContain('Sudah dijawab');
  });
});

describe('Excel', () => {
  it("has exactly the filter's rows, under heading and summary", async () => {
    const rows = await cellsOf('kppn-008', '/laporan.xlsx?status=RESOLVED');
    const text = rows.map((row) => row.join(' | ')).join('\n');
    expect(text).toContain('Unit: KPPN PEKANBARU');
    expect(text).toContain('Filter: status Selesai');
    expect(text).toContain('Jumlah tiket 1');
    expect(text).toContain('Sudah dijawab 😀 مرحبا');
    expect(text).not.toContain('Dikirim ke HAI');
  });

  it('has dates as dates and typed text as text, never as a formula', async () => {
    const response = await download('kppn-008', '/laporan.xlsx');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const sheet = workbook.worksheets[0];
    const cells: exceljs.Cell[] = [];
    sheet?.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
    expect(cells.some((cell) => cell.value === '=SUM(A1:A9)')).toBe(true);
    expect(cells.filter((cell) => cell.type === exceljs.ValueType.Formula)).toEqual([]);
    expect(cells.filter((cell) => cell.value instanceof Date).length).toBeGreaterThanOrEqual(3);
    expect(sheet?.autoFilter).toBeTruthy();
    expect(sheet?.pageSetup.orientation).toBe('landscape');
  });

  it('has nothing of another unit', async () => {
    const rows = await cellsOf('kppn-063', '/laporan.xlsx?unit=KPPN-008');
    expect(rows.flat().join('\n')).not.toContain('Dikirim ke HAI');
  });
});

describe('PDF', () => {
  test.each(['/tiket.pdf', '/laporan.pdf'])('%s is a PDF', async (path) => {
    const response = await download('kppn-008', path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${path === '/tiket.pdf' ? 'rekap-tiket' : 'laporan'}-kppn-008-${isoDay(new Date(), 'Asia/Jakarta')}.pdf"`,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-8).toString()).toContain('%%EOF');
  });

  it('is available to a Satker for its own list', async () => {
    expect((await download('satker-527010', '/tiket.pdf')).status).toBe(200);
    expect((await download('satker-527010', '/tiket.xlsx')).status).toBe(200);
  });
});

describe('CSV', () => {
  it("has the filter's rows, and starts no formula", async () => {
    const response = await download('kppn-008', '/laporan.csv?status=WAITING');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="laporan-kppn-008-${isoDay(new Date(), 'Asia/Jakarta')}.csv"`,
    );
    const lines = parse(Buffer.from(await response.arrayBuffer()), { delimiter: ';', bom: true });
    expect(lines.map((cells) => cells[7])).toEqual(['Subjek', "'=SUM(A1:A9)"]);
  });

  it('is available to a Satker for its own list', async () => {
    expect((await download('satker-527010', '/tiket.csv')).status).toBe(200);
    expect((await download('satker-527010', '/laporan.csv')).status).toBe(403);
  });
});

describe('the summary', () => {
  it('counts by status and service, with the share in time and the median', async () => {
    const rows = await cellsOf('kppn-008', '/laporan.xlsx');
    expect(rows[5]?.[0]).toBe('Jumlah tiket 3: menunggu 1, Kirim ke HAI 1, Selesai 1');
    expect(rows[6]?.[0]).toBe('Menurut layanan: Layanan Perbendaharaan 3');
    expect(rows[7]?.[0]).toMatch(/^Selesai tepat waktu: 100%; median lama penyelesaian: /);
  });

  it('is there without tickets, too', async () => {
    const rows = await cellsOf('kppn-063', '/laporan.xlsx');
    expect(rows[5]?.[0]).toBe('Jumlah tiket 0: menunggu 0, Kirim ke HAI 0, Selesai 0');
    expect(rows[7]?.[0]).toBe('Selesai tepat waktu: -; median lama penyelesaian: -');
  });
});

describe('5,000 rows', () => {
  it('are one file made during the download, in the order of the list', async () => {
    await manyTickets(web.pool, { count: 4000 });
    const rows = await cellsOf('kppn-008', '/laporan.xlsx?q=nomor&urut=referensi&arah=naik');
    const references = rows.slice(9).map((cells) => cells[6] ?? '');
    expect(references).toHaveLength(4000);
    expect(references).toEqual(references.toSorted());
    expect(rows.slice(9).map((cells) => Number(cells[0]))).toEqual(references.map((_, index) => index + 1));
    expect(rows[5]?.[0]).toMatch(/^Jumlah tiket 4\.000: menunggu \d+, Kirim ke HAI \d+, Selesai 2\.667$/);
  });
});
