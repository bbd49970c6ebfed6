import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './install.ts';
import { howEnded, PieceDied, spawnPiece, stopPiece, untilReady, type Piece } from './piece.ts';
import { running, signal } from './process.ts';

export interface Supervisor {
  /** Starts a piece and keeps it running; resolves when it is ready, after however many tries. */
  start: (piece: Piece) => Promise<void>;
  /** Rejects with a line once the pieces have died too often; never resolves. */
  failed: Promise<never>;
  /** Stops all pieces cleanly, the last started first. */
  stop: () => Promise<void>;
  /** Ends all at once, for those who can't wait. */
  kill: () => void;
}

export interface SupervisorOptions {
  say: Say;
  /** So many deaths of any pieces within `withinMs` end everything: 5 in a minute. */
  deaths?: number;
  withinMs?: number;
  /** Rest before a piece is started again; grows with each death of the last minute. */
  restMs?: number;
  onSpawn?: (piece: Piece, pid: number) => void;
  onStopped?: (piece: Piece) => void;
}

/** Runs pieces, starts those again that end, and stops them all in the reverse order of their start. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { say, deaths = 5, withinMs = 60_000, restMs = 500 } = options;
  const children = new Map<Piece, ChildProcess>();
  const died: number[] = [];
  let stopping = false;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);

  async function start(piece: Piece): Promise<void> {
    const ready = Promise.withResolvers<void>();
    keepRunning(piece, ready.resolve).catch((error: unknown) => failure.reject(error));
    await Promise.race([ready.promise, failure.promise]);
  }

  async function keepRunning(piece: Piece, onReady: () => void): Promise<void> {
    for (let again = false; !stopping; again = true) {
      if (again) say(`${piece.name} is started again`);
      const child = spawnPiece(piece);
      children.set(piece, child);
      if (child.pid !== undefined) options.onSpawn?.(piece, child.pid);
      const why = await lifeOf(piece, child, () => {
        if (again) say(`${piece.name} is ready again`);
        onReady();
      });
      if (stopping) return;
      say(why);
      count(piece);
      await sleep(restMs * died.length);
    }
  }

  /** @returns how it ended, in a line. */
  async function lifeOf(piece: Piece, child: ChildProcess, onReady: () => void): Promise<string> {
    try {
      await untilReady(piece, child);
    } catch (error) {
      await stopPiece(piece, child);
      return (error as Error).message;
    }
    onReady();
    if (running(child)) await once(child, 'exit');
    return `${piece.name} ended (${howEnded(child)})`;
  }

  function count(piece: Piece): void {
    const now = Date.now();
    died.push(now);
    while ((died[0] ?? now) < now - withinMs) died.shift();
    if (died.length < deaths) return;
    throw new PieceDied(`${deaths} deaths within ${withinMs / 1000} s, the last of ${piece.name}: giving up`);
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const [piece, child] of [...children].reverse()) {
      await stopPiece(piece, child);
      options.onStopped?.(piece);
    }
  }

  function kill(): void {
    stopping = true;
    for (const child of children.values()) if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
  }

  return { start, failed: failure.promise, stop, kill };
}
