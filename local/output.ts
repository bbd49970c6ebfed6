import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST = 20_000_000;

/** Opens the log of a process in DATA_DIR/log; renames a log of more than 20 MB to `.old`. */
export function openLog(dataDir: string, name: string): number {
  const folder = join(dataDir, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LARGEST) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}
