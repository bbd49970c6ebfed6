import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './install.ts';
import { lastComplaint } from './output.ts';
import { hasAnswered, howEnded, spawnPiece, stopPiece, untilReady, type Piece } from './piece.ts';
import { running, signal } from './process.ts';

export interface Supervisor {
  /** Starts a piece and keeps it running; resolves when it is ready, after however many tries. */
  start: (piece: Piece) => Promise<void>;
  /** Resolves when all that were started are ready. */
  allReady: () => Promise<void>;
  /** Stops all pieces cleanly, the last started first. */
  stop: () => Promise<void>;
  /** Ends all at once, for those who can't wait. */
  kill: () => void;
}

interface SupervisorOptions {
  say: Say;
  /** Rest before a piece is started again: doubles with each life in a row of less than a minute, up to a minute. */
  restMs?: number;
  /** Between two questions whether a piece still answers, and how long it has for that; four times in a row is frozen. */
  askEveryMs?: number;
  onSpawn?: (piece: Piece, pid: number) => void;
  onStopped?: (piece: Piece) => void;
}

const LONGEST_REST = 60_000;
const MINUTE = 60_000;
const MOST_MISSED = 4;
/** For the clean end of a piece that seems to be frozen. */
const FROZEN_GRACE = 5000;

/** Runs pieces, starts those again that end or freeze, and stops them all in the reverse order of their start. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { say, restMs = 500, askEveryMs = 5000 } = options;
  const children = new Map<Piece, ChildProcess>();
  const awaited = new Set<Piece>();
  let stopping = false;

  async function start(piece: Piece): Promise<void> {
    awaited.add(piece);
    await new Promise<void>((onReady) => void keepRunning(piece, onReady));
  }

  async function keepRunning(piece: Piece, onReady: () => void): Promise<void> {
    let rest = restMs;
    for (let again = false; !stopping; again = true) {
      if (again) say(`${piece.name} is started again`);
      let readyAt = Infinity;
      const why = await lifeOf(piece, () => {
        readyAt = Date.now();
        awaited.delete(piece);
        if (again) say(`${piece.name} is ready again`);
        onReady();
      });
      if (stopping) return;
      awaited.add(piece);
      if (Date.now() - readyAt >= MINUTE) rest = restMs;
      say(`${why}; next try in ${rest / 1000} s`);
      await sleep(rest);
      rest = Math.min(2 * rest, LONGEST_REST);
    }
  }

  /** @returns how it ended, in a line. */
  async function lifeOf(piece: Piece, onReady: () => void): Promise<string> {
    let child: ChildProcess | null = null;
    try {
      await piece.clear?.(say);
      if (stopping) return '';
      child = spawnPiece(piece);
      children.set(piece, child);
      if (child.pid !== undefined) options.onSpawn?.(piece, child.pid);
      await untilReady(piece, child);
      onReady();
      await untilFrozen(piece, child);
      if (!running(child)) return `${piece.name} ended (${howEnded(child)})${complaintOf(piece)}`;
      await stopPiece(piece, child, FROZEN_GRACE);
      return `${piece.name} did not answer any more and was ended`;
    } catch (error) {
      // Also when there is no room for its log: nothing but a signal to us ends the tries.
      if (child) await stopPiece(piece, child);
      return (error as Error).message + complaintOf(piece);
    }
  }

  /** Until it has ended, or has missed as many questions as show that it is frozen. */
  async function untilFrozen(piece: Piece, child: ChildProcess): Promise<void> {
    const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
    const ask = async () => {
      await sleep(askEveryMs, undefined, { ref: false });
      return !piece.answers || (await hasAnswered(piece, child, askEveryMs));
    };
    for (let missed = 0; running(child) && missed < MOST_MISSED;)
      missed = (await Promise.race([ended, ask()])) ? 0 : missed + 1;
  }

  async function allReady(): Promise<void> {
    for (let told = ''; awaited.size > 0 && !stopping; await sleep(100)) {
      const names = [...awaited].map(({ name }) => name).join(', ');
      if (names !== told) say(`Waiting for ${names}`);
      told = names;
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const [piece, child] of [...children].reverse()) {
      await stopPiece(piece, child);
      await piece.clear?.(say);
      options.onStopped?.(piece);
    }
  }

  function kill(): void {
    stopping = true;
    for (const child of children.values()) if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
  }

  return { start, allReady, stop, kill };
}

/** What its log says last of a failure, for those who need not look it up then. */
function complaintOf({ output }: Piece): string {
  const complaint = typeof output === 'string' ? lastComplaint(output) : null;
  return complaint === null ? '' : `: ${complaint}`;
}
