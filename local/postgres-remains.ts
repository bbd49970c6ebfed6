import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import type { Say } from './install.ts';
import { endProcess, identityOf } from './process.ts';

/** Makes a command run as PostgreSQL's user, with the same capabilities. */
type AsPostgres = (command: string, args: string[]) => [string, string[]];

/**
 * Ends the backends of a PostgreSQL whose postmaster is dead: a frozen or busy one keeps the shared memory, so the
 * next start on the data folder would fail. Needs /proc; on other systems the start fails until they end.
 */
export async function endRemains(cluster: string, run: AsPostgres, say: Say): Promise<void> {
  const remains = process.platform === 'linux' ? postgresIn(realpathSync(cluster), run) : [];
  if (remains.length === 0) return;
  say(`Ending ${remains.length} leftover processes of PostgreSQL`);
  // However they end, the next start recovers from the write-ahead log.
  await Promise.all(remains.map((pid) => endProcess(pid, identityOf(pid) ?? '', 'SIGQUIT', 2000)));
}

/**
 * PostgreSQL's processes work in its data folder. In a container even root cannot see another user's working folders,
 * so search as PostgreSQL's own user.
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
