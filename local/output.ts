import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const LARGEST = 20_000_000;
const TAIL = 8000;

/** The log of a process in DATA_DIR/log. */
export const logFile = (dataDir: string, name: string): string => join(dataDir, 'log', `${name}.log`);

/** Opens a log; renames one of more than 20 MB to `.old`. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file) && statSync(file).size > LARGEST) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

/** A log's last line about a failure, from the failure's word on; null if there is none. */
export function lastComplaint(file: string): string | null {
  if (!existsSync(file)) return null;
  const log = openSync(file, 'r');
  try {
    const { size } = fstatSync(log);
    const tail = Buffer.alloc(Math.min(size, TAIL));
    readSync(log, tail, 0, tail.length, size - tail.length);
    const lines = tail.toString('utf8').match(/\b(PANIC|FATAL|ERROR|Error)\b.*/gi);
    return lines?.at(-1)?.slice(0, 200) ?? null;
  } finally {
    closeSync(log);
  }
}
