/** Files made to harm whoever inspects them (security.md 21). */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { recognise } from '../../attachments/recognise.ts';
import { bomb, tampered, xlsx, zeros, zip } from '../support/files.ts';
import { bareSheet } from '../support/old-files.ts';
import { refusal } from '../support/refusal.ts';

it('refuses a program whose name ends early for some readers', async () => {
  const { status, message } = await refusal(renamed(await zip({ aaaaaaaaaaa: 'isi' }), 'nota.js\0txt'));
  expect([status, message]).toEqual([415, expect.stringContaining('program')]);
});

describe('refuses a hostile or broken file', () => {
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
    [
      'terlalu besar bila dibuka',
      'lists of parts without end',
      () => xlsx({ 'xl/_rels/a.rels': '<a/>'.repeat(3_000_000) }),
    ],
    [
      'terlalu besar bila dibuka',
      'records without end',
      () =>
        zip(
          Object.fromEntries(
            [1, 2, 3].map((n) => [`${n}.xls`, Buffer.concat([bareSheet(2), Buffer.alloc(8e6)])]),
          ),
        ),
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

  it(
    'refuses a zip bomb, whatever size it claims, without using much memory',
    { timeout: 180_000 },
    async () => {
      const honest = await bomb();
      expect(honest.length).toBeLessThan(700 * 1024);
      expect((await refusal(honest)).message).toContain('terlalu besar bila dibuka');
      const lying = tampered(honest, (record) => record.writeUInt32LE(1000, 24));
      expect((await refusal(lying)).message).toContain('rusak');
      const bearable = await zeros(200);
      const held = await mostHeld(async () => expect(await recognise(bearable)).toBe('ZIP'));
      expect(held).toBeLessThan(60 * 1024 * 1024);
    },
  );
});

/** The most bytes of buffers in use at once during the work, beyond those before it; garbage does not count. */
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

/** Renames an entry in both places; the new name must have the same length. */
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

/** Changes the entry's content, which precedes the directory, after compression. */
function overwritten(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.fill(0xff, 45, 60);
  return copy;
}
