import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../config/env.ts';
import type { Say } from './install.ts';
import { PieceDied, type Piece } from './piece.ts';
import { endWithUs } from './process.ts';

const worker = 'worker/main.ts';

/** As in `npm run worker`; otherwise V8 keeps garbage of long files as long as the machine has memory. */
export const workerLimits = ['--max-semi-space-size=4', '--max-old-space-size=512'];

/** The worker or the web: sends its parent `ready`, and `here` whenever the parent asks (config/parent.ts). */
export function nodePiece(name: string, file: string, output: Piece['output']): Piece {
  return {
    name,
    command: process.execPath,
    args: file === worker ? [...workerLimits, file] : [file],
    cwd: ROOT,
    output,
    ipc: true,
    ready: (child) => says(child, 'ready'),
    answers: async (child) => {
      // An ending piece has closed its channel; its silence is the answer.
      child.send('are you there?', () => undefined);
      await says(child, 'here');
    },
    stopSignal: 'SIGTERM',
  };
}

const WATCHED = [
  'activities',
  'attachments',
  'calendar',
  'config',
  'customers',
  'data',
  'domain',
  'exports',
  'lists',
  'mail',
  'metrics',
  'monitoring',
  'prisma',
  'reports',
  'storage',
  'tickets',
  'web',
  'worker',
  'workflows',
];

/**
 * For `npm run dev`: restarts whenever a file changes, templates included. Node's watcher passes no messages on, so
 * nothing checks it.
 */
export function watchedPiece(name: string, file: string, output: Piece['output']): Piece {
  const piece = nodePiece(name, file, output);
  // Neither imports the other.
  const other = file === worker ? 'web' : 'worker';
  const watch = WATCHED.filter((folder) => folder !== other).map((folder) => `--watch-path=${folder}`);
  return {
    ...piece,
    args: ['--watch-preserve-output', ...watch, ...piece.args],
    ipc: false,
    ready: () => Promise.resolve(),
    answers: () => Promise.resolve(),
  };
}

async function says(child: ChildProcess, expected: string): Promise<void> {
  for (let message: unknown; message !== expected;) [message] = (await once(child, 'message')) as [unknown];
}

/**
 * Runs one of our scripts to its end and prints its lines.
 * @param stopping stops the script at once.
 * @throws PieceDied when it fails.
 */
export async function runScript(say: Say, file: string, stopping?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    killSignal: 'SIGKILL',
    ...(stopping && { signal: stopping }),
  });
  endWithUs(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const [code, ended] = (await once(child, 'close')) as [number | null, string | null];
  for (const line of text.split('\n').filter((line) => line !== '')) say(`      ${line}`);
  if (code !== 0) throw new PieceDied(`node ${file} failed (${ended ?? `exit code ${code}`})`);
}
