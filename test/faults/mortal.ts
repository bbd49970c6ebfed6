import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { nodePiece } from '../../local/node-piece.ts';
import { spawnPiece, untilReady } from '../../local/piece.ts';
import type { Piece } from '../../local/piece.ts';
import { running, signal } from '../../local/process.ts';

/** A program that a test kills, and starts again on what it had written. */
export interface Mortal {
  start(): Promise<void>;
  /** As the machine would: it says nothing before it is gone. */
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

/** The worker as a process of its own, which works where this environment says. */
export const workerProcess = (env: Record<string, string>): Mortal =>
  mortal({
    ...nodePiece('Worker', 'worker/main.ts', () => undefined),
    // What is expected to fail need not be told at length.
    env: { ...process.env, ...env, LOG_LEVEL: 'silent' },
  });
