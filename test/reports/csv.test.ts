import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../reports/report.ts';
import { hostileTexts, madeOf, open, reportOf, rowOf } from './given.ts';

const linesOf = async (report: Report): Promise<string[][]> =>
  parse(await madeOf(report, 'csv'), { delimiter: ';', bom: true });

it('has a byte order mark, one header and a line for each row', async () => {
  const rows = [rowOf(1), rowOf(2, { ...open, officer: null, service: null })];
  const file = await madeOf(reportOf(rows), 'csv');
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, first, second] = await linesOf(reportOf(rows));
  expect(header?.slice(0, 6)).toEqual(['No', 'Instansi', 'Penanya', 'Nama', 'E-mail', 'Tanggal (WIB)']);
  expect(first?.slice(5, 8)).toEqual(['2026-03-02 09:30', 'HAI-302000001', 'SP2D belum terbit']);
  expect(first?.slice(11)).toEqual(['2026-03-09 17:00', '', '11,00', 'ya', 'Layanan Perbendaharaan']);
  expect(second?.slice(9)).toEqual(['', 'Kirim ke HAI', '2026-03-09 17:00', 'sisa 2 hari', '', '', '']);
});

it('has the same hours as Excel, to the minute', async () => {
  const [, line] = await linesOf(reportOf([rowOf(1, { resolutionMinutes: 807 })]));
  expect(line?.[13]).toBe('13,45');
});

describe('typed text', () => {
  it.each(Object.entries(hostileTexts))(
    'stays in one cell and starts no formula: %s',
    async (_name, text) => {
      const over = { subject: text, askerName: text, officer: text };
      const lines = await linesOf(reportOf([rowOf(1, over), rowOf(2)]));
      expect(lines).toHaveLength(3);
      expect(lines.every((cells) => cells.length === 16)).toBe(true);
      for (const cell of lines.flat()) expect(cell).toMatch(/^(?![=+\-@\t\r])/);
      expect(lines[1]?.join('')).not.toMatch(/[\0\u202E\uFFFF]/);
    },
  );
});
