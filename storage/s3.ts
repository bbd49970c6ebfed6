/** A bucket of S3, or of a service that speaks its language. */
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

/** The bucket as a storage; nothing is asked of the service before the first file. */
export function openS3({ bucket, endpoint, region, credentials }: S3Config): Storage {
  const driver = new S3Driver({
    bucket,
    region,
    visibility: 'private',
    // The bucket says who may read; many compatible services know no access lists, nor the newer checksums.
    supportsACL: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A service that is away must not hold a request up for ever.
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

/** Gives a file with all of the content, and its size in bytes, to `work`. */
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
