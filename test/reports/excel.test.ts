import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../reports/report.ts';
import { hostileTexts, madeOf, open, reportOf, rowOf } from './given.ts';

async function sheetOf(report: Report): Promise<exceljs.Worksheet> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load((await madeOf(report, 'xlsx')) as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

/** Two lines of heading, one of summary, title and an empty line above it. */
const headerRow = 6;

describe('the sheet', () => {
  it("has real dates and numbers, in the reader's zone", async () => {
    const sheet = await sheetOf(reportOf([rowOf(1), rowOf(2, open)]));
    const row = sheet.getRow(headerRow + 1);
    expect(row.getCell(1).value).toBe(1);
    expect(row.getCell(6).value).toEqual(new Date('2026-03-02T09:30:00Z'));
    expect(row.getCell(6).numFmt).toBe('dd/mm/yyyy hh:mm');
    expect(row.getCell(14).value).toBe(11);
    expect(row.getCell(14).numFmt).toBe('0.00');
    expect(row.getCell(15).value).toBe('ya');
    expect(row.getCell(16).value).toBe('Layanan Perbendaharaan');
    expect(sheet.getRow(headerRow + 2).getCell(14).value).toBeNull();
    expect(sheet.getRow(headerRow).getCell(6).value).toBe('Tanggal (WIB)');
    const papua = await sheetOf(reportOf([rowOf(1)], { zone: 'Asia/Jayapura' }));
    expect(papua.getRow(headerRow + 1).getCell(6).value).toEqual(new Date('2026-03-02T11:30:00Z'));
    expect(papua.getRow(headerRow).getCell(6).value).toBe('Tanggal (WIT)');
  });

  it('shows what looks like an escape of Excel as it was typed', async () => {
    const subject = 'Kode _x0041_ dan _x000D_ pada file_x0041_b';
    const sheet = await sheetOf(reportOf([rowOf(1, { subject })]));
    const stored = (sheet.getRow(headerRow + 1).values as unknown[]).map(String);
    // As Excel reads a string of a cell (ECMA-376, ST_Xstring).
    const read = stored.map((text) =>
      text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    );
    expect(read).toContain(subject);
  });

  it('has a frozen, filtered header, is wide enough, and prints on A4 landscape with numbered pages', async () => {
    const sheet = await sheetOf(reportOf(Array.from({ length: 120 }, (_, n) => rowOf(n + 1))));
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: headerRow });
    expect(sheet.autoFilter).toBe(`A${headerRow}:P${headerRow + 120}`);
    expect(sheet.columns.every(({ width }) => (width ?? 0) >= 6)).toBe(true);
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    });
    expect(sheet.headerFooter.oddFooter).toBe('&CHalaman &P dari &N');
    expect(sheet.getRow(headerRow).font.bold).toBe(true);
    expect(sheet.getRow(headerRow).alignment.wrapText).toBe(true);
    expect(sheet.rowCount).toBe(headerRow + 120);
  });

  it('has the same hours as CSV, to the minute', async () => {
    const sheet = await sheetOf(reportOf([rowOf(1, { resolutionMinutes: 807 })]));
    expect(sheet.getRow(headerRow + 1).getCell(14).value).toBe(13.45);
  });

  it('has no times for Rekap Tiket', async () => {
    const sheet = await sheetOf(reportOf([rowOf(1)], { list: 'tiket' }));
    expect(sheet.getRow(1).getCell(1).value).toBe('Rekap Tiket');
    expect(sheet.getRow(headerRow).cellCount).toBe(11);
  });
});

describe('typed text', () => {
  it.each(Object.entries(hostileTexts))(
    'is text in a cell, never a formula or a link: %s',
    async (_name, text) => {
      const over = { subject: text, askerName: text, askerAgency: text, askerEmail: text, officer: text };
      const sheet = await sheetOf(reportOf([rowOf(1, over)], { heading: [text, text] }));
      const cells: exceljs.Cell[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
      expect(
        cells.filter(
          ({ type }) => type === exceljs.ValueType.Formula || type === exceljs.ValueType.Hyperlink,
        ),
      ).toEqual([]);
      const subject = sheet.getRow(headerRow + 1).getCell(8).text;
      expect(subject.isWellFormed()).toBe(true);
      expect(subject).not.toMatch(/[\0\u202E\uFFFF]/);
      if (['formula', 'plus', 'emoji', 'arabic', 'markup', 'word'].includes(_name))
        expect(subject).toBe(text);
    },
  );
});
