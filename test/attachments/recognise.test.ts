import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { recognise } from '../../attachments/recognise.ts';
import { FileRefused } from '../../attachments/refused.ts';
import { spool } from '../../attachments/spool.ts';
import { bomb, compound, docx, pdf, tampered, xls, xlsm, xlsx, zeros, zip } from '../support/files.ts';

async function recognised(content: Buffer): Promise<string> {
  const file = await spool(Readable.from([content]));
  try {
    return await recognise(file);
  } finally {
    await file.close();
  }
}

async function refusal(content: Buffer): Promise<FileRefused> {
  const error: unknown = await recognised(content).then(
    (kind) => new Error(`taken as ${kind}`),
    (refused: unknown) => refused,
  );
  if (!(error instanceof FileRefused)) throw error;
  return error;
}

describe('is taken by its content', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['PDF', 'a pdf', pdf],
    ['XLS', 'a workbook of Excel 97', xls],
    ['XLS', 'a workbook of Excel 95', () => compound('Book')],
    ['XLS', 'a workbook among other streams', () => compound('CompObj', 'SummaryInfo', 'Workbook')],
    ['XLSX', 'a workbook', xlsx],
    ['ZIP', 'a zip', () => zip({ 'surat.pdf': pdf(), 'folder/catatan.txt': 'isi' })],
    ['ZIP', 'a zip that only stores', () => zip({ 'surat.pdf': pdf() }, { compress: false })],
    ['ZIP', 'a zip with a long first entry', () => zip({ 'a.txt': Buffer.alloc(100_000, 'abc') })],
    [
      'ZIP',
      'a zip with documents of Office',
      async () => zip({ 'a.xlsx': await xlsx(), 'b.docx': await docx() }),
    ],
    ['PDF', 'a pdf with a zip behind it', async () => Buffer.concat([pdf(), await zip({ a: 'isi' })])],
  ])('%s: %s', async (kind, _what, content) => {
    expect(await recognised(await content())).toBe(kind);
  });
});

describe('is of a wrong type', () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page that mentions a pdf', () => Buffer.from('<html>%PDF-1.7</html>')],
    ['an svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['.htaccess', () => Buffer.from('AddType application/x-httpd-php .pdf')],
    ['a program', () => Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(600)])],
    ['an image', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a document of Word', docx],
    ['a workbook with macros', xlsm],
    ['an old document of Word', () => compound('WordDocument')],
    ['an old document with a workbook deep inside', () => compound('WordDocument', 'ObjectPool')],
    ['a compound file whose directory is a circle', () => circular()],
    ['a compound file that is cut off', () => xls().subarray(0, 600)],
    ['a program for Java', () => zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' })],
    ['one byte', () => Buffer.from('x')],
  ])('%s', async (_what, content) => {
    const { status, message } = await refusal(await content());
    expect(status).toBe(415);
    expect(message).toContain('pdf, xls, xlsx, atau zip');
  });
});

/** Its only sector of directory leads to itself, and the root's child is the root. */
function circular(): Buffer {
  const file = compound('Lain');
  file.writeUInt32LE(1, 512 + 4);
  file.writeUInt32LE(0, 1024 + 76);
  return file;
}

describe('is hostile or broken', () => {
  const one = () => zip({ aaaaaaaaaaa: 'isi yang cukup panjang '.repeat(50) });
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['kosong', 'an empty file', () => Buffer.alloc(0)],
    ['tidak berisi apa pun', 'a zip of nothing', () => zip({})],
    ['menunjuk ke luar', 'a name that leads up', async () => renamed(await one(), '../../a/bcd')],
    ['menunjuk ke luar', 'an absolute name', async () => renamed(await one(), '/etc/passwd')],
    ['menunjuk ke luar', 'a name of Windows', async () => renamed(await one(), 'c:\\temp\\ab')],
    ['tautan', 'a symlink', async () => symlink()],
    ['arsip lain', 'a zip in a zip', async () => zip({ 'dalam.zip': await one() })],
    ['arsip lain', 'a zip under another name', async () => zip({ 'dalam.xlsx': await one() })],
    ['arsip lain', 'a gzip', () => zip({ 'dalam.txt': Buffer.from('1f8b0800000000000003', 'hex') })],
    ['arsip lain', 'a tar', () => zip({ 'dalam.bin': tar() })],
    ['arsip lain', 'a rar', () => zip({ 'dalam.pdf': 'Rar!\x1a\x07\x00' })],
    ['arsip lain', 'documents in documents', async () => matryoshka(4)],
    ['terkunci', 'an encrypted entry', async () => tampered(await one(), (r) => r.writeUInt16LE(1, 8))],
    ['rusak', 'a size that lies low', async () => tampered(await one(), (r) => r.writeUInt32LE(10, 24))],
    ['rusak', 'a size that lies high', async () => tampered(await one(), (r) => r.writeUInt32LE(9999, 24))],
    [
      'terlalu besar bila dibuka',
      'a size past all',
      async () => tampered(await one(), (r) => r.writeUInt32LE(0xfffffff0, 24)),
    ],
    ['rusak', 'an unknown compression', async () => tampered(await one(), (r) => r.writeUInt16LE(12, 10))],
    ['rusak', 'a zip that is cut off', async () => (await one()).subarray(0, -10)],
    ['rusak', 'a content that is overwritten', async () => overwritten(await one())],
    [
      'terlalu banyak berkas',
      'two thousand and one entries',
      () => zip(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}`, '']))),
    ],
  ])('%s: %s', async (why, _what, content) => {
    const { status, message } = await refusal(await content());
    expect(status).toBe(422);
    expect(message).toContain(why);
    expect(message).toContain('pdf, xls, xlsx, atau zip');
  });

  it('a bomb is refused, whether it tells its size or not, and takes no memory', async () => {
    const honest = await bomb();
    expect(honest.length).toBeLessThan(700 * 1024);
    expect((await refusal(honest)).message).toContain('terlalu besar bila dibuka');
    const lying = tampered(honest, (record) => record.writeUInt32LE(1000, 24));
    expect((await refusal(lying)).message).toContain('rusak');
    const bearable = await zeros(200);
    const held = await mostHeld(async () => expect(await recognised(bearable)).toBe('ZIP'));
    expect(held).toBeLessThan(60 * 1024 * 1024);
  });
});

/** Bytes of buffers that were still in use at any time during the work, beyond those before it: garbage is no memory taken. */
async function mostHeld(work: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const before = held();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, held() - before)), 20);
  await work().finally(() => clearInterval(watch));
  return most;
}

/** Both of the name's places; the new name must be as long as the old one. */
function renamed(file: Buffer, name: string): Buffer {
  const copy = Buffer.from(file);
  for (let at = copy.indexOf('aaaaaaaaaaa'); at >= 0; at = copy.indexOf('aaaaaaaaaaa')) copy.write(name, at);
  return copy;
}

const symlink = async (): Promise<Buffer> => zip({ tautan: '/etc/passwd' }, { mode: 0o120777 });

async function matryoshka(layers: number): Promise<Buffer> {
  let inner = await xlsx();
  for (let layer = 1; layer < layers; layer++)
    inner = await zip({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': '<workbook/>',
      'xl/embeddings/a.xlsx': inner,
    });
  return inner;
}

function tar(): Buffer {
  const file = Buffer.alloc(1024);
  file.write('berkas.txt');
  file.write('ustar', 257);
  return file;
}

/** Its content, which lies before the directory, is no longer what was compressed. */
function overwritten(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.fill(0xff, 45, 60);
  return copy;
}
