import { execFileSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Identifies a process beyond its pid, which the system reuses; null when it has ended. */
export function identityOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in brackets may contain anything; state is the first field after it, the start time the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return null;
  }
}

/** Whether a child still runs. */
export const running = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** Sends a signal to a process, or with a negative pid to its group; no error if it has ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Kills a child's group if this process exits first. */
export function endWithUs(child: ChildProcess): void {
  const kill = () => child.pid !== undefined && signal(-child.pid, 'SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

/** A process that waits for a disk survives even SIGKILL for a while. */
const KILLED_WITHIN = 5000;

/** Stops a process that is not our child: signal `name` first, SIGKILL after `graceMs`. */
export async function endProcess(
  pid: number,
  identity: string,
  name: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const ended = () => identityOf(pid) !== identity;
  for (const [sent, wait] of [
    [name, graceMs],
    ['SIGKILL', KILLED_WITHIN],
  ] as const) {
    if (ended()) return;
    signal(pid, sent);
    for (const end = Date.now() + wait; Date.now() < end && !ended();) await sleep(50);
  }
}
