/** A bucket of S3 or of a compatible service. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { S3Driver } from 'flydrive/drivers/s3';
import type { S3Config } from '../config/storage.ts';
import { onDisk } from './storage.ts';
import type { Storage } from './storage.ts';

/** The bucket as a storage; it does not connect before the first file. */
export function openS3({ bucket, endpoint, region, credentials }: S3Config): Storage {
  const driver = new S3Driver({
    bucket,
    region,
    visibility: 'private',
    // The bucket controls access; many compatible services support neither access lists nor the newer checksums.
    supportsACL: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A service that is down must not block a request for ever.
    requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000 },
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === null ? {} : { credentials }),
  });
  return onDisk(new Disk(driver), async (disk, key, content, size) => {
    if (size !== undefined) return disk.putStream(key, content, { contentLength: size });
    await spooled(content, (path, contentLength) =>
      disk.putStream(key, createReadStream(path), { contentLength }),
    );
  });
}

/** Writes the content to a temporary file and gives it, with its size in bytes, to `work`. */
async function spooled(
  content: Readable,
  work: (path: string, size: number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-cso-'));
  try {
    const path = join(folder, 'isi');
    await writeFile(path, content);
    await work(path, (await stat(path)).size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
