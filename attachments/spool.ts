import { createHash, randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * An uploaded file that is inspected before it is kept. It has no name, so it vanishes when closed or when the
 * process dies.
 */
export interface Spooled {
  handle: FileHandle;
  /** Bytes. */
  size: number;
  /** In hexadecimal digits. */
  sha256: string;
  close(): Promise<void>;
}

/** Spools content of any length: the caller limits it. */
export async function spool(content: Readable): Promise<Spooled> {
  const path = join(tmpdir(), `dashboard-cso-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      await handle.write(chunk);
    }
    return { handle, size, sha256: hash.digest('hex'), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Reads the content again from the start. */
export const contentOf = ({ handle }: Spooled): Readable =>
  handle.createReadStream({ start: 0, autoClose: false });
