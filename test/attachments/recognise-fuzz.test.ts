/** Randomly damaged files: each is accepted or refused, and costs no more than its budget. */
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Budget } from '../../attachments/budget.ts';
import { recognise } from '../../attachments/recognise.ts';
import { FileRefused } from '../../attachments/refused.ts';
import { docx, pdf, xlsx, zip } from '../support/files.ts';
import { bareSheet, compound, records, xls } from '../support/old-files.ts';

const workbook = async (): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Data').addRows([
    ['Nomor', 'Jumlah'],
    ['HAI-1', 7_250_000],
  ]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

const samples: Buffer[] = [
  ...[pdf(), xls(), bareSheet(2), bareSheet(4), compound({ Book: records([], 0x500) })],
  ...[await workbook(), await xlsx(), await zip({ 'a.pdf': pdf(), 'b.xls': xls() }, { compress: false })],
  await zip({ 'c.docx': await docx(), 'd.xlsx': await workbook() }),
];

type Change = (content: Buffer) => Buffer;

/** A random place, often near the beginning or the end. */
const place = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.95, 0.99));
const at = (content: Buffer, part: number): number => Math.floor(part * content.length);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([part, bytes]): Change => (content) => {
    const copy = Buffer.from(content);
    Buffer.from(bytes).copy(copy, at(content, part));
    return copy;
  }),
  // Extreme values for lengths, addresses and counts.
  fc
    .tuple(place, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff))
    .map(([part, word]): Change => (content) => {
      const copy = Buffer.from(content);
      if (copy.length >= 4) copy.writeUInt32LE(word, Math.min(at(content, part) & ~3, copy.length - 4));
      return copy;
    }),
  place.map(
    (part): Change =>
      (content) =>
        content.subarray(0, at(content, part)),
  ),
  place.map(
    (part): Change =>
      (content) =>
        content.subarray(at(content, part)),
  ),
  fc.tuple(place, place, place).map(
    ([from, to, into]): Change =>
      (content) =>
        Buffer.concat([
          content.subarray(0, at(content, into)),
          content.subarray(at(content, Math.min(from, to)), at(content, Math.max(from, to))),
          content.subarray(at(content, into)),
        ]),
  ),
);

it('accepts or refuses any bytes within the budget', { timeout: 180_000 }, async () => {
  const spoiled = fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([content, changes]) => changes.reduce((changed, apply) => apply(changed), content));
  await fc.assert(
    fc.asyncProperty(spoiled, async (content) => {
      const budget = new Budget();
      const outcome: unknown = await recognise(content, budget).catch((error: unknown) => error);
      if (!(outcome instanceof FileRefused)) expect(['PDF', 'XLS', 'XLSX', 'ZIP']).toContain(outcome);
      expect(budget.inflated).toBeLessThanOrEqual(250 * 1024 * 1024);
    }),
    { numRuns: 3000 },
  );
});
