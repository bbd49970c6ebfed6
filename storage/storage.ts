/** Where whole files are kept: below DATA_DIR, or with a service that speaks S3. Web and activities use the same one. */
import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Disk, DriveFile } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { StorageConfig } from '../config/storage.ts';

/** Keys are ours alone, as in `lampiran/2026-11-22/<random>`; no name that somebody typed is ever part of one. */
export interface Storage {
  /**
   * Keeps a file under a key; what was there is replaced. One that fails, or whose process is killed, may leave a part of it
   * under the key, so write the row that names the key after it.
   * @param size in bytes, where it is known; a service of S3 must know it, and without it the content is first written to a
   * temporary file
   */
  put(key: string, content: Readable, size?: number): Promise<void>;
  /** The file's content. @throws StorageAway when it can not be asked for, another error when there is none */
  get(key: string): Promise<Readable>;
  /** No file under this key is no error. */
  delete(key: string): Promise<void>;
  /** The keys below a folder such as `lampiran/2026-11-22`, in no order; none when there is no such folder. */
  list(folder: string): AsyncIterable<string>;
}

/** The storage gives no answer, or refuses to. */
export class StorageAway extends Error {
  override name = 'StorageAway';
}

/** Opens the configured storage. The S3 client is loaded only where one is configured. */
export async function openStorage(config: StorageConfig): Promise<Storage> {
  if (config.kind === 's3') return (await import('./s3.ts')).openS3(config);
  return onDisk(
    new Disk(new FSDriver({ location: config.folder, visibility: 'private' })),
    (disk, key, content) => disk.putStream(key, content),
  );
}

/** A storage over any of flydrive's drivers, which differ in what a stream of unknown length needs. */
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
      // A local file is opened later only, and would fail half way through an answer.
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
        // A service of S3 takes the folder as the beginning of a name.
        for (const found of page.objects)
          if (found instanceof DriveFile && found.key.startsWith(`${folder}/`)) yield found.key;
        paginationToken = page.paginationToken;
        if (paginationToken === undefined) return;
      }
    },
  };
}

/** Did the storage answer that there is no such file? */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'NoSuchKey' || isMissing(error.cause);
}
