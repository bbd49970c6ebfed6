import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './install.ts';
import { openLog } from './output.ts';
import { endWithUs, running, signal } from './process.ts';

/** A program that we run: PostgreSQL, Temporal, the worker or the web. */
export interface Piece {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** A log file, or a function that gets each line. */
  output: string | ((line: string) => void);
  /** Whether it has a channel for messages such as `ready`. */
  ipc?: boolean;
  /** Resolves once the piece is usable. May retry for ever: the caller watches for the child's end. */
  ready: (child: ChildProcess) => Promise<void>;
  /** Resolves if it is not frozen, even if it is not usable yet. */
  answers?: (child: ChildProcess) => Promise<unknown>;
  /** Removes what an earlier run may have left and the next one must not meet. */
  clear?: (say: Say) => Promise<void>;
  stopSignal: NodeJS.Signals;
}

/** A program of ours that ended unexpectedly; the message is one line. */
export class PieceDied extends Error {
  override name = 'PieceDied';
}

const STOP_GRACE = 20_000;

/** Starts a piece in its own process group, so that Ctrl-C in the terminal reaches only us. */
export function spawnPiece(piece: Piece): ChildProcess {
  const log = typeof piece.output === 'string' ? openLog(piece.output) : null;
  const out = log ?? 'pipe';
  const child = spawn(piece.command, piece.args, {
    detached: true,
    stdio: ['ignore', out, out, ...(piece.ipc === true ? (['ipc'] as const) : [])],
    env: piece.env ?? process.env,
    ...(piece.cwd !== undefined && { cwd: piece.cwd }),
  });
  if (log !== null) closeSync(log);
  // A command that can't be run must not end us for lack of a listener: 'exit' or the time-out reports it.
  child.on('error', () => undefined);
  endWithUs(child);
  if (typeof piece.output === 'function') {
    for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, piece.output);
  }
  return child;
}

function eachLine(stream: NodeJS.ReadableStream, line: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(line);
  });
  stream.on('end', () => rest !== '' && line(rest));
}

/**
 * Waits until a piece is ready.
 * @throws PieceDied if it ends first, or if after `timeoutMs` it is neither ready nor answering; a recovering
 * PostgreSQL answers
 */
export async function untilReady(piece: Piece, child: ChildProcess, timeoutMs = 60_000): Promise<void> {
  const limit = new AbortController();
  const died = async () => {
    if (child.pid !== undefined && running(child)) await once(child, 'exit', { signal: limit.signal });
    throw new PieceDied(`${piece.name} ended before it was ready (${howEnded(child)})`);
  };
  const late = async () => {
    do await sleep(timeoutMs, undefined, { signal: limit.signal });
    while (await hasAnswered(piece, child));
    throw new PieceDied(`${piece.name} was not ready after ${timeoutMs / 1000} s`);
  };
  try {
    await Promise.race([piece.ready(child), died(), late()]);
  } finally {
    limit.abort();
  }
}

/** Whether a piece that can be asked answers within `patienceMs`. */
export async function hasAnswered(piece: Piece, child: ChildProcess, patienceMs = 5000): Promise<boolean> {
  if (!piece.answers) return false;
  const late = sleep(patienceMs, false, { ref: false });
  return Promise.race([piece.answers(child).then(() => true), late]).catch(() => false);
}

/** In words for the console: the signal or the exit code. */
export function howEnded(child: ChildProcess): string {
  if (child.pid === undefined) return 'it could not be run';
  return child.signalCode ?? `exit code ${child.exitCode}`;
}

/** Stops a piece and its group with its own signal; after 20 s by SIGKILL. */
export async function stopPiece(piece: Piece, child: ChildProcess, graceMs = STOP_GRACE): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) return;
  if (running(child)) {
    const ended = once(child, 'exit');
    signal(pid, piece.stopSignal);
    const timer = setTimeout(() => signal(-pid, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  }
  signal(-pid, 'SIGKILL');
}

/** Calls `attempt` 10 times a second until it succeeds or is no longer wanted. */
export async function untilSuccess(attempt: () => Promise<unknown>, wanted: () => boolean): Promise<void> {
  while (wanted()) {
    try {
      await attempt();
      return;
    } catch {
      await sleep(100);
    }
  }
}
