import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from '../config/env.ts';
import { signal } from './process.ts';

/** Runs the programs of node_modules that bin/test needs. They end with us. */

export interface Counts {
  passed: number;
  failed: number;
}

const VITEST = 'vitest/vitest.mjs';

/** A program without tests of its own counts as one. */
export async function check(file: string, args: string[]): Promise<Counts> {
  const fine = await succeeds(start(file, args));
  return fine ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The test files that match Vitest's arguments, each as `[project] path`. */
export async function listTests(args: string[]): Promise<string[]> {
  const child = start(VITEST, ['list', '--filesOnly', ...args], ['ignore', 'pipe', 'inherit']);
  const [listed] = await Promise.all([child.stdout ? text(child.stdout) : '', succeeds(child)]);
  return listed.split('\n');
}

export async function runTests(args: string[], env: NodeJS.ProcessEnv): Promise<Counts> {
  const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'local/test-reporter.ts')}`];
  const child = start(VITEST, ['run', ...reporters, ...args], ['inherit', 'inherit', 'inherit', 'ipc'], env);
  let counts: Counts = { passed: 0, failed: 0 };
  child.on('message', (message) => (counts = message as Counts));
  // An error outside any test, or no report at all, is a failure too.
  if (!(await succeeds(child))) counts.failed = Math.max(counts.failed, 1);
  return counts;
}

function start(
  file: string,
  args: string[],
  stdio: StdioOptions = 'inherit',
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'node_modules', file), ...args], {
    cwd: ROOT,
    stdio,
    env: { ...process.env, ...env },
  });
}

async function succeeds(child: ChildProcess): Promise<boolean> {
  const pass = (name: NodeJS.Signals) => child.pid !== undefined && signal(child.pid, name);
  process.on('SIGTERM', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', pass);
  return code === 0;
}
