import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST = 20_000_000;

/** A file in DATA_DIR/log for what a piece prints; one that has grown past 20 MB is kept once as `.old`. */
export function openLog(dataDir: string, name: string): number {
  const folder = join(dataDir, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LARGEST) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}
