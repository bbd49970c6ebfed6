import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../storage/storage.ts';
import type { Storage } from '../../storage/storage.ts';

export interface TestStorage {
  storage: Storage;
  /** The DATA_DIR that contains it. */
  dataDir: string;
  remove: () => void;
}

/** A storage on disk; the first file creates its folder. */
export async function makeStorage(): Promise<TestStorage> {
  const dataDir = join(tmpdir(), `dashboard-cso-data-${randomUUID()}`);
  const storage = await openStorage({ kind: 'disk', folder: join(dataDir, 'files') });
  return { storage, dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}
