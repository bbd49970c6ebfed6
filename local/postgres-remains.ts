import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import type { Say } from './install.ts';
import { endProcess, identityOf } from './process.ts';

/** A command as the user who runs PostgreSQL, with the same capabilities. */
type AsPostgres = (command: string, args: string[]) => [string, string[]];

/**
 * Ends what is left of a PostgreSQL whose postmaster has ended: a backend that is frozen or busy keeps the shared memory, and with
 * it the next start from the data folder. Found in /proc; on a system without one the next start fails until they end.
 */
export async function endRemains(cluster: string, run: AsPostgres, say: Say): Promise<void> {
  const remains = process.platform === 'linux' ? postgresIn(realpathSync(cluster), run) : [];
  if (remains.length === 0) return;
  say(`Ending what is left of PostgreSQL (${remains.length} processes)`);
  // The next start recovers from its log whatever they still do.
  await Promise.all(remains.map((pid) => endProcess(pid, identityOf(pid) ?? '', 'SIGQUIT', 2000)));
}

/**
 * PostgreSQL's processes work in its data folder. In a container not even root sees that of another user's process, so that one
 * looks who has all that they have.
 */
function postgresIn(cluster: string, run: AsPostgres): number[] {
  const find = ['/proc', '-maxdepth', '2', '-name', 'cwd', '-printf', '%h %l\\n'];
  const { stdout } = spawnSync(...run('find', find), { encoding: 'utf8' });
  return [...String(stdout).matchAll(/^\/proc\/(\d+) (.+)$/gm)]
    .filter(([, pid = '', folder]) => folder === cluster && nameOf(pid) === 'postgres')
    .map(([, pid]) => Number(pid));
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}
