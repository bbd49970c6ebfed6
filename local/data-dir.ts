import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Creates DATA_DIR. Other users (PostgreSQL's) may pass through it but not list it. */
export function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return;
  mkdirSync(dirname(dataDir), { recursive: true });
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o711);
}
