import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, identityOf } from './process.ts';

/** The processes using a DATA_DIR: DATA_DIR/run has one file for bin/start and one for each process it started. */

interface Holder {
  pid: number;
  identity: string;
  stopSignal: NodeJS.Signals;
}

export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

const runDir = (dataDir: string) => join(dataDir, 'run');
const fileOf = (dataDir: string, name: string) => join(runDir(dataDir), `${name}.json`);

/**
 * Locks DATA_DIR for this process, even if a dead process still holds it.
 * @returns a function that releases it.
 * @throws AlreadyRunning
 */
export function takeDataDir(dataDir: string): () => void {
  mkdirSync(runDir(dataDir), { recursive: true });
  const lock = fileOf(dataDir, 'start');
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, record(process.pid, 'SIGTERM'));
  try {
    while (!linked(own, lock)) {
      const holder = read(lock);
      if (holder && identityOf(holder.pid) === holder.identity) {
        throw new AlreadyRunning(`bin/start is running already on ${dataDir} (process ${holder.pid})`);
      }
      // Rename instead of delete: if two processes find it stale, only one rename succeeds.
      moveAway(lock, `${own}.stale`);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function moveAway(lock: string, stale: string): void {
  const holder = (path: string) => JSON.stringify(read(path));
  const found = holder(lock);
  try {
    renameSync(lock, stale);
  } catch {
    return;
  }
  // Another process took it between our check and our rename.
  if (holder(stale) !== found) linked(stale, lock);
  rmSync(stale, { force: true });
}

/** Notes a started process, so that the next bin/start finds it if this one is killed. */
export function remember(dataDir: string, name: string, pid: number, stopSignal: NodeJS.Signals): void {
  writeFileSync(fileOf(dataDir, name), record(pid, stopSignal));
}

/** Forgets a process that has ended. */
export function forget(dataDir: string, name: string): void {
  rmSync(fileOf(dataDir, name), { force: true });
}

/**
 * Stops a process that a killed bin/start left behind, if it is still the same process.
 * @returns whether there was one.
 */
export async function endLeftover(dataDir: string, name: string): Promise<boolean> {
  const holder = read(fileOf(dataDir, name));
  const alive = holder !== null && identityOf(holder.pid) === holder.identity;
  if (alive) await endProcess(holder.pid, holder.identity, holder.stopSignal, 20_000);
  forget(dataDir, name);
  return alive;
}

function record(pid: number, stopSignal: NodeJS.Signals): string {
  return JSON.stringify({ pid, identity: identityOf(pid) ?? '', stopSignal } satisfies Holder);
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
