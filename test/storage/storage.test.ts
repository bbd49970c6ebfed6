import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../../storage/storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { makeFolder } from '../support/folder.ts';
import { startS3Server } from '../support/s3-server.ts';
import type { S3Server } from '../support/s3-server.ts';

let s3: S3Server;
beforeAll(async () => (s3 = await startS3Server('kunci')));
afterAll(() => s3.close());

const bucketOf = (accessKeyId: string) =>
  openStorage({
    kind: 's3',
    bucket: 'cso',
    endpoint: s3.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'rahasia' },
  });

const kinds: Record<string, () => Promise<Storage>> = {
  'on disk': async () => openStorage({ kind: 'disk', folder: join(makeFolder(), 'files') }),
  'in a bucket': async () => bucketOf('kunci'),
};

const content = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)));

async function keysBelow(storage: Storage, folder: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage.list(folder)) keys.push(key);
  return keys.toSorted();
}

describe.each(Object.keys(kinds))('a storage %s', (kind) => {
  let storage: Storage;
  beforeEach(async () => {
    s3.objects.clear();
    storage = (await kinds[kind]?.()) as Storage;
  });

  it('returns stored content of known and unknown length', async () => {
    await storage.put('lampiran/2026-11-22/satu', content('isi ', 'satu'), 8);
    await storage.put('lampiran/2026-11-22/dua', content('isi ', 'dua'));
    expect(await text(await storage.get('lampiran/2026-11-22/satu'))).toBe('isi satu');
    expect(await text(await storage.get('lampiran/2026-11-22/dua'))).toBe('isi dua');
  });

  it('replaces an existing file', async () => {
    await storage.put('unduhan/a', content('yang lama dan panjang'));
    await storage.put('unduhan/a', content('baru'));
    expect(await text(await storage.get('unduhan/a'))).toBe('baru');
  });

  it('has no file under a deleted or unknown key', async () => {
    await storage.put('unduhan/a', content('isi'));
    await storage.delete('unduhan/a');
    await storage.delete('unduhan/a');
    await expect(storage.get('unduhan/a')).rejects.toThrow();
  });

  it('lists one folder only, however many files it has', async () => {
    const keys = ['1', '2', '3', '4', '5'].map((name) => `lampiran/2026-11-22/${name}`);
    for (const key of keys) await storage.put(key, content('isi'));
    await storage.put('lampiran/2026-11-220/1', content('isi'));
    await storage.put('unduhan/1', content('isi'));
    expect(await keysBelow(storage, 'lampiran/2026-11-22')).toEqual(keys);
    expect(await keysBelow(storage, 'lampiran')).toEqual([...keys, 'lampiran/2026-11-220/1']);
    expect(await keysBelow(storage, 'tidak-ada')).toEqual([]);
  });

  it('reports content that fails midway', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('awal');
        throw new Error('terputus');
      })(),
    );
    await expect(storage.put('lampiran/a', broken)).rejects.toThrow();
  });

  it('refuses a key outside its folder', async () => {
    await expect(storage.put('../luar', content('isi'))).rejects.toThrow();
    await expect(storage.get('lampiran/../../luar')).rejects.toThrow();
  });
});

it('keeps files on disk only below its folder', async () => {
  const folder = join(makeFolder(), 'files');
  const storage = await openStorage({ kind: 'disk', folder });
  await storage.put('lampiran/a', content('isi'));
  expect(existsSync(join(folder, 'lampiran/a'))).toBe(true);
});

it('reports wrong keys of a bucket', async () => {
  await expect((await bucketOf('lain')).put('lampiran/a', content('isi'))).rejects.toThrow();
  expect(s3.objects.size).toBe(0);
});
