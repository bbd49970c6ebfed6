/** Keeps whole files, below DATA_DIR or in S3. Web and activities use the same one. */
import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Disk, DriveFile } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { StorageConfig } from '../config/storage.ts';

/** Keys are our own, such as `lampiran/2026-11-22/<random>`, and never contain a name that somebody typed. */
export interface Storage {
  /**
   * Stores a file under a key, replacing an earlier one. A failure or a killed process may leave an incomplete file,
   * so write the row that names the key afterwards.
   * @param size in bytes, if known; S3 needs it, and without it the content is first written to a temporary file
   */
  put(key: string, content: Readable, size?: number): Promise<void>;
  /**
   * The file's content.
   * @throws StorageAway if the storage does not answer, another error if the file does not exist
   */
  get(key: string): Promise<Readable>;
  /** Deleting a file that does not exist is no error. */
  delete(key: string): Promise<void>;
  /** The keys below a folder such as `lampiran/2026-11-22`, unordered; none if the folder does not exist. */
  list(folder: string): AsyncIterable<string>;
}

/** The storage does not answer, or refuses access. */
export class StorageAway extends Error {
  override name = 'StorageAway';
}

/** Opens the configured storage. Loads the S3 client only if S3 is configured. */
export async function openStorage(config: StorageConfig): Promise<Storage> {
  if (config.kind === 's3') return (await import('./s3.ts')).openS3(config);
  return onDisk(
    new Disk(new FSDriver({ location: config.folder, visibility: 'private' })),
    (disk, key, content) => disk.putStream(key, content),
  );
}

/** A storage on a flydrive driver; drivers differ in how they handle a stream of unknown length. */
export function onDisk(
  disk: Disk,
  put: (disk: Disk, key: string, content: Readable, size: number | undefined) => Promise<void>,
): Storage {
  return {
    put: (key, content, size) => put(disk, key, content, size),
    async get(key) {
      const content = await disk.getStream(key).catch((cause: unknown) => {
        throw isMissing(cause) ? cause : new StorageAway('the storage is away', { cause });
      });
      // A local file is opened lazily: a missing one would fail in the middle of an answer.
      if (content instanceof ReadStream) await once(content, 'open');
      return content;
    },
    delete: (key) => disk.delete(key),
    async *list(folder) {
      for (let paginationToken: string | undefined; ;) {
        const page = await disk.listAll(folder, {
          recursive: true,
          ...(paginationToken === undefined ? {} : { paginationToken }),
        });
        // S3 treats the folder as a prefix of names.
        for (const found of page.objects)
          if (found instanceof DriveFile && found.key.startsWith(`${folder}/`)) yield found.key;
        paginationToken = page.paginationToken;
        if (paginationToken === undefined) return;
      }
    },
  };
}

/** Whether the storage reported a missing file. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'NoSuchKey' || isMissing(error.cause);
}
