/** Pemantauan as PDF and Excel has exactly the page's numbers, even without a ticket. */
import exceljs from 'exceljs';
import { DateTime } from 'luxon';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { definitions, measures } from '../../../monitoring/measures.ts';
import { makeMonitored } from '../../support/monitored.ts';
import { readPdf } from '../../support/pdf.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const back = (days: number): string =>
  DateTime.now().setZone('Asia/Jakarta').minus({ days }).toISODate() ?? '';

/** A number as the page and the PDF write it; null for a dash. */
const numberIn = (text: string): number | null =>
  text === '-' ? null : Number(text.replaceAll('.', '').replace(',', '.'));

type Row = [label: string, ...numbers: (number | null)[]];

/** The page's tiles, then its tables, each row with its numbers. */
async function pageRows(visitor: Visitor, query: string): Promise<Row[]> {
  const root = parse((await visitor.get(`/pemantauan?${query}`)).text);
  const tiles = root.querySelectorAll('.tile__link').map((tile): Row => {
    const [value = '', label = ''] = tile.querySelectorAll('span').map(({ text }) => text);
    return [label, numberIn(value)];
  });
  const rows = root.querySelectorAll('.figures tbody tr').map((row): Row => {
    const cells = row.querySelectorAll('td').map((cell) => {
      const figure = cell.querySelector('a')?.getAttribute('data-figure') ?? cell.text.trim();
      return numberIn(figure.replace(/( jam|%)$/, ''));
    });
    return [row.querySelector('th')?.text.trim() ?? '', ...cells];
  });
  return [...tiles, ...rows];
}

/** The rows of the workbook's tables, below their titles and headers. */
async function excelRows(visitor: Visitor, query: string): Promise<Row[]> {
  const answer = await visitor.open(`/pemantauan.xlsx?${query}`);
  expect(answer.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="pemantauan-(pusat|kanwil-04|kppn-008)-${back(0)}\\.xlsx"$`),
  );
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  const rows: Row[] = [];
  let width = 0;
  workbook.worksheets[0]?.eachRow((row) => {
    const cells = row.values as (string | number | null | undefined)[];
    expect(cells.filter((cell) => cell !== null && typeof cell === 'object')).toEqual([]);
    if (row.getCell(1).font?.bold) width = cells.length;
    else if (width > 2) {
      const numbers = Array.from({ length: width - 2 }, (_, n) => (cells[n + 2] ?? null) as number | null);
      rows.push([String(cells[1]), ...numbers]);
    }
  });
  return rows;
}

/** The PDF's texts, line by line. */
async function pdfTexts(visitor: Visitor, query: string): Promise<string[]> {
  const answer = await visitor.open(`/pemantauan.pdf?${query}`);
  const { pages } = readPdf(Buffer.from(await answer.arrayBuffer()));
  return pages.flatMap(({ lines }) => lines.map((line) => line.trim()));
}

/** The PDF's numbers and dashes, in order. */
async function pdfNumbers(visitor: Visitor, query: string): Promise<string> {
  const texts = await pdfTexts(visitor, query);
  return ` ${texts.filter((text) => /^(-|[\d.,]+)$/.test(text)).join(' ')} `;
}

const written = ([, ...numbers]: Row): string =>
  ` ${numbers.map((number) => (number === null ? '-' : number.toLocaleString('id-ID'))).join(' ')} `;

/** Labels of measures contain in files what the page shows beside each number. */
const withoutUnit = ([label, ...numbers]: Row): Row => [label.replace(/ \((%|jam kerja)\)$/, ''), ...numbers];

async function expectTheSame(username: string, query: string): Promise<Row[]> {
  const visitor = await web.as(username);
  const rows = await pageRows(visitor, query);
  expect((await excelRows(visitor, query)).map(withoutUnit)).toEqual(rows);
  const numbers = await pdfNumbers(visitor, query);
  for (const row of rows) expect(numbers).toContain(written(row));
  return rows;
}

describe('without tickets', () => {
  test.each(['pusat', 'kanwil-riau', 'pengawas-008'])(
    '%s sees zeros and dashes, and empty lists',
    async (username) => {
      const query = `dari=${back(13)}&sampai=${back(0)}`;
      const rows = await expectTheSame(username, query);
      expect(new Set(rows.flatMap(([, ...numbers]) => numbers))).toEqual(new Set([0, null]));
      const visitor = await web.as(username);
      const page = await visitor.get(`/pemantauan?${query}`);
      expect(page.all('.monitored > h2')).toEqual([
        'Terbuka sekarang',
        expect.stringContaining('Direkam '),
        'Tren per minggu',
      ]);
      for (const href of new Set(page.attributes('a[data-figure]', 'href'))) {
        const list = await visitor.get(href.replaceAll('&amp;', '&'));
        expect([href, list.status, list.attribute('#jumlah', 'data-total')]).toEqual([href, 200, '0']);
        expect(list.one('.empty__title')).toBe('Tidak ada tiket.');
      }
    },
  );
});

describe('with tickets', () => {
  beforeAll(() => makeMonitored(web.prisma, 240, new Date()));

  test.each([
    ['pusat', ''],
    ['pusat', '&unit=KANWIL-04'],
    ['kanwil-riau', '&unit=KPPN-008'],
    ['pengawas-008', ''],
  ])("%s %s gets the page's contents in both files", async (username, unit) => {
    const rows = await expectTheSame(username, `dari=${back(40)}&sampai=${back(3)}${unit}`);
    const widths = new Set(rows.map((row) => row.length));
    // Tiles, two periods, weeks, and groups with every measure.
    expect(widths).toEqual(new Set([2, 3, 7, 8, 15]));
    expect(rows.flat().some((cell) => typeof cell === 'number' && cell % 1 !== 0)).toBe(true);
  });

  it('explains each figure at the end of both files', async () => {
    const pusat = await web.as('pusat');
    const paper = (await pdfTexts(pusat, '')).join(' ');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(await (await pusat.open('/pemantauan.xlsx')).arrayBuffer());
    const lines = workbook.worksheets[0]?.getColumn(1).values.map(String) ?? [];
    // The tables by week of resolution also count tickets recorded before the period.
    expect(lines.some((line) => /^Periode .*; sebelumnya /.test(line))).toBe(true);
    for (const { label, means } of [...definitions.open, ...definitions.period]) {
      expect(paper).toContain(means);
      expect(lines).toContain(`${label}: ${means}`);
    }
  });

  it('ends the PDF with the lines for a signature', async () => {
    const texts = await pdfTexts(await web.as('pengawas-008'), `dari=${back(40)}&sampai=${back(3)}`);
    const at = texts.findIndex((text) => /^\.+, \d+ \p{L}+ \d{4}$/u.test(text));
    const below = ['Kepala KPPN PEKANBARU,', expect.stringMatching(/^\(\.+\)$/), 'NIP'];
    expect(texts.slice(at + 1, at + 4)).toEqual(below);
  });

  it('breaks no word of a title in PDF', async () => {
    const texts = await pdfTexts(await web.as('pusat'), `dari=${back(40)}&sampai=${back(3)}`);
    // The table of units is the first one with narrow columns.
    const narrow = texts.slice(texts.indexOf('Menurut unit')).flatMap((text) => text.split(/[, ]+/));
    const words = measures.flatMap(({ label }) => label.split(/[, ]+/));
    expect(words.filter((word) => !narrow.includes(word))).toEqual([]);
  });

  it('compares with an empty previous period', async () => {
    // Longer than all that was recorded, so that the previous period is empty.
    const rows = await expectTheSame('pusat', `dari=${back(130)}&sampai=${back(0)}`);
    const compared = rows.filter((row) => row.length === 3);
    expect(compared.find(([label]) => label === 'Direkam')).toEqual(['Direkam', 240, 0]);
    expect(compared.find(([label]) => label === 'Selesai, median di luar loket')?.[2]).toBeNull();
    expect(compared.find(([label]) => label === 'Tepat waktu dari yang selesai')?.[2]).toBeNull();
  });
});
