import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What is built or downloaded once for this user, outside the checkout so that a clean one finds it. */
export const cacheDir = (name: string): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dashboard-cso', name);

/** Is there a file at this path that this user may run? */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first program of this name on PATH. */
export function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/**
 * Fills a folder of the cache beside it first, so that what was interrupted is never found as if it were whole.
 * @returns the folder.
 */
export async function fillCache(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const target = cacheDir(name);
  const unfinished = `${target}.${process.pid}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await fill(unfinished);
    rmSync(target, { recursive: true, force: true });
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
}
