import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../config/env.ts';
import type { Say } from './install.ts';
import type { Piece } from './piece.ts';
import { endWithUs } from './process.ts';

/** The worker or the web as a piece: ready when it sends the message `ready` to its parent. */
export function nodePiece(name: string, file: string, output: Piece['output']): Piece {
  return {
    name,
    command: process.execPath,
    args: [file],
    cwd: ROOT,
    output,
    ipc: true,
    ready: saysReady,
    stopSignal: 'SIGTERM',
  };
}

async function saysReady(child: ChildProcess): Promise<void> {
  for (let message: unknown; message !== 'ready';) [message] = (await once(child, 'message')) as [unknown];
}

/**
 * Runs one of our scripts to its end, its lines behind ours.
 * @throws Error when it fails.
 */
export async function runScript(say: Say, file: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, [file], { cwd: ROOT, detached: true, stdio, env });
  endWithUs(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const [code, ended] = (await once(child, 'close')) as [number | null, string | null];
  for (const line of text.split('\n').filter((line) => line !== '')) say(`      ${line}`);
  if (code !== 0) throw new Error(`node ${file} failed (${ended ?? `exit code ${code}`})`);
}
