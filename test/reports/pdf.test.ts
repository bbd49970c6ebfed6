import { describe, expect, it } from 'vitest';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import { readPdf } from '../support/pdf.ts';
import { hostileTexts, madeOf, open, reportOf, rowOf } from './given.ts';

const many = (count: number) => Array.from({ length: count }, (_, n) => rowOf(n + 1));

it('numbers every page and shows the total on each', async () => {
  const { pages, total } = readPdf(await madeOf(reportOf(many(250)), 'pdf'));
  expect(pages.length).toBeGreaterThan(8);
  expect(total).toBe(String(pages.length));
  for (const [index, { lines }] of pages.entries()) expect(lines).toContain(`Halaman ${index + 1} dari `);
});

it('repeats the header on every page and has every row once, in order', async () => {
  const { pages } = readPdf(await madeOf(reportOf(many(250)), 'pdf'));
  for (const { lines } of pages)
    expect(lines).toEqual(expect.arrayContaining(['Instansi', 'Nama, E-mail', 'Waktu SLA']));
  const references = pages.flatMap(({ lines }) => lines.filter((line) => /^HAI-\d/.test(line)));
  expect(references).toEqual(many(250).map(({ reference }) => reference));
});

it('has title, heading and summary on the first page', async () => {
  const { pages } = readPdf(await madeOf(reportOf(many(3)), 'pdf'));
  const [first] = pages;
  expect(first?.lines.slice(0, 4).map((line) => line.trim())).toEqual([
    'Laporan Layanan/Permasalahan',
    'Unit: KPPN PEKANBARU',
    'Periode: tahun 2026',
    'Jumlah tiket 3',
  ]);
});

it('has a dash where an open or a resolved ticket has no value', async () => {
  const textsOf = async (over: Partial<TicketRow>) =>
    readPdf(await madeOf(reportOf([rowOf(1, over)]), 'pdf')).pages.flatMap(({ lines }) => lines);
  expect(await textsOf(open)).toEqual(expect.arrayContaining(['sisa 2 hari', '-']));
  expect(await textsOf({})).toContain('-');
});

it('is complete without rows', async () => {
  const { pages, total } = readPdf(await madeOf(reportOf([]), 'pdf'));
  expect([pages.length, total]).toEqual([1, '1']);
});

it('ends with the lines for a signature, together on one page', async () => {
  const whole = ['........, 28 November 2026', 'Kepala KPPN PEKANBARU,', '('.padEnd(41, '.') + ')', 'NIP'];
  const without = new Set<boolean>();
  // However full the last page is.
  for (const count of [0, 11, 12, 13, 14, 15]) {
    const { pages, total } = readPdf(await madeOf(reportOf(many(count)), 'pdf'));
    expect(total).toBe(String(pages.length));
    const signed = pages.at(-1)?.lines.map((line) => line.trim()) ?? [];
    const at = signed.indexOf(whole[0] ?? '');
    expect([count, signed.slice(at, at + 4)]).toEqual([count, whole]);
    without.add(signed.some((line) => line.startsWith('HAI-')));
  }
  expect(without).toEqual(new Set([true, false]));
});

it('breaks an e-mail address at the end of its words', async () => {
  const askerEmail = 'bendahara.pengeluaran-pembantu@sekretariat-direktorat.kementerian.example.id';
  const { pages } = readPdf(await madeOf(reportOf([rowOf(1, { askerEmail })]), 'pdf'));
  const lines = pages.flatMap((page) => page.lines);
  const from = lines.findIndex((line) => line.startsWith('bendahara.'));
  const to = lines.findIndex((line) => line.endsWith('example.id'));
  expect(to).toBeGreaterThan(from);
  const pieces = lines.slice(from, to + 1);
  expect(pieces.join('')).toBe(askerEmail);
  for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/[.-]$|^[^@]*$/);
  const words = askerEmail.split(/[@.-]/);
  expect(pieces.flatMap((piece) => piece.split(/[@.-]/)).filter((word) => word !== '')).toEqual(words);
});

describe('typed text', () => {
  it.each(Object.entries(hostileTexts))(
    'neither breaks the file nor hides the next row: %s',
    async (_name, text) => {
      const over = { subject: text, askerName: text, askerAgency: text, askerEmail: text, officer: text };
      const { pages, total } = readPdf(await madeOf(reportOf([rowOf(1, over), rowOf(2)]), 'pdf'));
      expect(total).toBe(String(pages.length));
      const lines = pages.flatMap((page) => page.lines);
      expect(lines).toContain('HAI-302000002');
      if (_name === 'markup') expect(lines.join(' ')).toContain('<b>tebal</b>');
      if (_name === 'word') expect(lines.filter((line) => /^x+…$/.test(line)).length).toBeGreaterThan(1);
    },
  );
});
