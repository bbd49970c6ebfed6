/** PDFs that start or carry a program, and ordinary ones, which do not. */
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, it, test } from 'vitest';
import { Budget } from '../../attachments/budget.ts';
import { inspectPdf } from '../../attachments/pdf.ts';
import { recognise } from '../../attachments/recognise.ts';
import { FileRefused } from '../../attachments/refused.ts';
import { pdf } from '../support/files.ts';
import { refusal } from '../support/refusal.ts';

/** A PDF from pdfkit. */
async function written(fill: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const document = new PDFDocument();
  const read = buffer(document);
  document.text('Surat');
  fill(document);
  document.end();
  return read;
}

const stream = (head: string, content: string | Buffer): string =>
  `<<${head}>>\nstream\n${Buffer.from(content).toString('latin1')}\nendstream`;
const packed = (objects: string, head = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode'): Buffer =>
  pdf('', stream(head, deflateSync(objects)));

const starts = '<</S/Launch/F(cmd.exe)>>';

describe('accepts', () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    [
      'a form with fields and their formats',
      () =>
        written((document) => {
          document.initForm();
          document.formText('nama', 100, 100, 200, 20);
          document.formText('jumlah', 100, 140, 200, 20, {
            format: { type: 'number', nDec: 2, currency: 'Rp', sepComma: true },
          });
        }),
    ],
    [
      'one with its figures attached as XML',
      () => written((document) => void document.file(Buffer.from('<faktur/>'), { name: 'faktur.xml' })),
    ],
    [
      'one with a link',
      () => written((document) => void document.link(0, 0, 9, 9, 'https://kemenkeu.go.id')),
    ],
    [
      'a form that calculates',
      () => pdf('', '<</S/JavaScript/JS(event.value = this.getField\\("pajak"\\).value)>>'),
    ],
    [
      'one with a link to a page about scripts',
      () => pdf('', '<</S/URI/URI(https://contoh.example.id/JavaScript/Launch?a)>>'),
    ],
    [
      'packed objects without a predictor',
      () => packed('1 0 <</Type/Catalog>>', '/Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor  1>>'),
    ],
    ['packed objects', () => packed('1 0 <</Type/Catalog>>')],
    [
      'truncated packed objects',
      () => pdf('', stream('/Type/ObjStm/Filter/FlateDecode', deflateSync('isi').subarray(0, -5))),
    ],
    [
      'an encrypted one',
      () => pdf('', '<</Encrypt 5 0 R>>', stream('/Type/ObjStm/Filter/FlateDecode', 'acak')),
    ],
  ])('%s', async (_what, content) => {
    expect(await recognise(await content())).toBe('PDF');
  });
});

describe('is refused', () => {
  const runs = 'perintah yang menjalankan program';
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    [runs, 'one that starts a program', () => pdf('', starts)],
    [runs, 'one whose name is written by numbers', () => pdf('', starts.replace('/Launch', '/L#61unch'))],
    [runs, 'one behind a remark', () => pdf('', '<</S%\n/Launch/F(cmd.exe)>>')],
    [runs, 'one among packed objects', () => packed(starts)],
    [
      runs,
      'one among packed objects of a file that only claims to be encrypted',
      () => pdf('', '%/Encrypt', stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', deflateSync(starts))),
    ],
    [
      'program',
      'a carried program',
      () => written((document) => void document.file(Buffer.from('x'), { name: 'pasang.exe' })),
    ],
    [
      'makro',
      'a carried workbook with macros',
      () => written((document) => void document.file(Buffer.from('x'), { name: 'a.xlsm' })),
    ],
    [
      'program',
      'a carried program under a harmless name',
      () =>
        written(
          (document) => void document.file(Buffer.from('MZ\x90\0'.padEnd(600)), { name: 'catatan.txt' }),
        ),
    ],
    ['program', 'one named in UTF-16', () => pdf('', '<</EF<</F 5 0 R>>/UF<FEFF0061002E006500780065>>>')],
    ['program', 'one named with brackets', () => pdf('', '<</EF<</F 5 0 R>>/UF(pasang(1).exe)>>')],
    ['program', 'one named behind a remark', () => pdf('', '<</EF<</F 5 0 R>>/UF%\n(a.exe)>>')],
    ['program', 'one named over two lines', () => pdf('', '<</EF<</F 5 0 R>>/DOS(a.e\\\nxe)>>')],
    ['program', 'one named by numbers', () => pdf('', '<</EF<</F 5 0 R>>/F(a\\056exe)>>')],
    [
      'tidak dapat diperiksa',
      'packed objects behind another filter',
      () => pdf('', stream('/Type/ObjStm/Filter/LZWDecode', 'xyz')),
    ],
    [
      'tidak dapat diperiksa',
      'packed objects behind a remark',
      () =>
        pdf(
          '',
          `<</Type/ObjStm % stream\n/Filter/FlateDecode>>\nstream\n${deflateSync(starts).toString('latin1')}\nendstream`,
        ),
    ],
  ])('%s: %s', async (why, _what, content) => {
    const { message } = await refusal(await content());
    expect(message).toContain(why);
  });

  it('names the carried file', async () => {
    const file = await written((document) => void document.file(Buffer.from('x'), { name: 'pasang.exe' }));
    expect((await refusal(file)).inner).toBe('pasang.exe');
  });
});

test.each([
  ['beginnings of streams', 'stream\n'.repeat(1_400_000)],
  ['packed streams without an end', '/ObjStm stream\n'.repeat(600_000)],
  ['names by numbers', '#41'.repeat(3_300_000)],
  ['texts without an end', '/EF /F('.repeat(1_400_000)],
  ['remarks', `/EF ${'/F%'.repeat(3_000_000)}`],
  ['escapes', `/EF /F(${'\\('.repeat(4_600_000)}`],
  ['brackets', `/EF /F${'('.repeat(9_000_000)}`],
  ['actions', '/S /Launc'.repeat(1_000_000)],
  ['predictors', `/ObjStm /Predictor${' '.repeat(9_000_000)}stream`],
])('unterminated %s cost no more than the budget, in linear time', (_what, text) => {
  const budget = new Budget();
  try {
    inspectPdf(Buffer.from(`%PDF-1.7\n${text}trailer`), budget);
  } catch (error) {
    expect(error).toBeInstanceOf(FileRefused);
  }
  expect(budget.inflated).toBeGreaterThan(9_000_000);
  expect(budget.inflated).toBeLessThanOrEqual(250 * 1024 * 1024);
});
