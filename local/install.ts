import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from './process.ts';

export type Say = (line: string) => void;

/** A tool that is unavailable and cannot be installed automatically; the one-line message says what to install. */
export class Missing extends Error {
  override name = 'Missing';
}

const ALIVE_EVERY = 20_000;

/**
 * Runs an installer and says every 20 s that it is still running.
 * @throws Error with the last lines of its output.
 */
export async function runInstaller(
  say: Say,
  what: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const alive = setInterval(() => say(`      still busy with ${what} (${seconds()} s)`), ALIVE_EVERY);
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, args, { cwd, detached: true, stdio, env: { ...process.env, ...env } });
  endWithUs(child);
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => tail.push(text) > 20 && tail.shift());
  }
  try {
    const [code, ended] = (await once(child, 'close')) as [number | null, string | null];
    if (code !== 0)
      throw new Error(`${command} ended with ${ended ?? code}\n${tail.join('').trim().slice(-2000)}`);
    say(`      done in ${seconds()} s`);
  } finally {
    clearInterval(alive);
  }
}

/** Tries ways in order until one succeeds; prints a line for each failure. */
export async function firstOf<T>(
  say: Say,
  ways: [string, () => Promise<T | null> | T | null][],
): Promise<T | null> {
  for (const [name, way] of ways) {
    try {
      const found = await way();
      if (found !== null) return found;
    } catch (error) {
      say(`      ${name}: ${(error as Error).message.split('\n').slice(0, 2).join(' ').slice(0, 140)}`);
    }
  }
  return null;
}
