import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './install.ts';
import { lastComplaint } from './output.ts';
import { hasAnswered, howEnded, spawnPiece, stopPiece, untilReady, type Piece } from './piece.ts';
import { running, signal } from './process.ts';

export interface Supervisor {
  /** Starts a piece and keeps it running; resolves when it is first ready, after any number of tries. */
  start: (piece: Piece) => Promise<void>;
  /** Resolves when all started pieces are ready. */
  allReady: () => Promise<void>;
  /** Stops all pieces cleanly, in reverse order. */
  stop: () => Promise<void>;
  /** Kills all pieces at once. */
  kill: () => void;
}

interface SupervisorOptions {
  say: Say;
  /** Pause before a restart. Doubles with each run shorter than a minute, up to a minute. */
  restMs?: number;
  /**
   * Time between two checks whether a piece answers, and the time it has to do so. Four missed checks in a row mean
   * it is frozen.
   */
  askEveryMs?: number;
  onSpawn?: (piece: Piece, pid: number) => void;
  onStopped?: (piece: Piece) => void;
}

const LONGEST_REST = 60_000;
const MINUTE = 60_000;
const MOST_MISSED = 4;
/** Time for a frozen piece to end cleanly. */
const FROZEN_GRACE = 5000;

/** Runs pieces, restarts those that end or freeze, and stops all in reverse order. */
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
      if (again) say(`${piece.name} is being restarted`);
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

  /** @returns how it ended, in a line */
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
      return `${piece.name} stopped answering and was ended`;
    } catch (error) {
      // Retry after any failure, even if there is no space for its log; only a signal to us ends this.
      if (child) await stopPiece(piece, child);
      return (error as Error).message + complaintOf(piece);
    }
  }

  /** Resolves when the piece has ended or missed too many checks. */
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

/** The last failure in its log, so that nobody needs to look it up. */
function complaintOf({ output }: Piece): string {
  const complaint = typeof output === 'string' ? lastComplaint(output) : null;
  return complaint === null ? '' : `: ${complaint}`;
}
