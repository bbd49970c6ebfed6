import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { nodePiece } from '../../local/node-piece.ts';
import { spawnPiece, untilReady } from '../../local/piece.ts';
import type { Piece } from '../../local/piece.ts';
import { running, signal } from '../../local/process.ts';

/** A program that a test kills and restarts on the same data. */
export interface Mortal {
  start(): Promise<void>;
  /** By SIGKILL, like a machine that fails. */
  kill(): Promise<void>;
}

export function mortal(piece: Piece): Mortal {
  let child: ChildProcess | null = null;
  return {
    async start() {
      child = spawnPiece(piece);
      await untilReady(piece, child);
    },
    async kill() {
      if (child?.pid === undefined || !running(child)) return;
      const ended = once(child, 'exit');
      signal(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** The worker as its own process in this environment. */
export const workerProcess = (env: Record<string, string>): Mortal =>
  mortal({
    ...nodePiece('Worker', 'worker/main.ts', () => undefined),
    // Expected failures need no long report.
    env: { ...process.env, ...env, LOG_LEVEL: 'silent' },
  });
