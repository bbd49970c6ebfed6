/** Inspects files outside the event loop, within limits of number, bytes and time (security.md 29). */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { log } from '../config/log.ts';
import type { AttachmentKind } from '../domain/attachments.ts';
import { FileRefused, unreadableFile } from './refused.ts';
import type { Spooled } from './spool.ts';
import { Turns } from './turns.ts';

export interface FileToInspect {
  /** What its thread reports once it begins. */
  id: number;
  fd: number;
  /** Bytes. */
  size: number;
}

/** `inflated`: the bytes inspected. */
export type Verdict = { inflated: number } & (
  { kind: AttachmentKind } | { refused: Pick<FileRefused, 'status' | 'why' | 'allowed' | 'inner'> }
);

export interface Inspector {
  /** @throws FileRefused */
  readonly inspect: (accountId: string, file: Spooled) => Promise<AttachmentKind>;
}

const longestQueue = 64;
/** Waiting files of one account; they are inspected one at a time. */
const longestLine = 8;

/** Milliseconds that a file may wait for a thread. */
const longestWait = 30_000;

const megabyte = 1024 * 1024;
/** MiB that may be inspected for one account within so many seconds. */
const allowance = { points: 1024, duration: 60 };

/** `patience` counts milliseconds in a thread: the costliest file keeps a core busy for about two seconds. */
export function inspector(patience = 30_000): Inspector {
  const pool = new Piscina<FileToInspect, Verdict>({
    filename: new URL('./inspect-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    maxQueue: longestQueue,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // Page requests have priority.
    niceIncrement: 10,
  });
  const turns = new Turns(longestLine);
  const spent = new RateLimiterMemory(allowance);
  const begins = new Map<number, () => void>();
  pool.on('message', (id: number) => begins.get(id)?.());
  let id = 0;

  /** Null for a file that its thread did not survive. @throws FileRefused when no thread became free, which is nobody's fault */
  async function verdictOn(order: FileToInspect): Promise<Verdict | null> {
    const ending = new AbortController();
    const endAfter = (milliseconds: number) => setTimeout(() => ending.abort(), milliseconds);
    let begun = false;
    let timer = endAfter(longestWait);
    begins.set(order.id, () => {
      begun = true;
      clearTimeout(timer);
      timer = endAfter(patience);
    });
    try {
      return await pool.run(order, { signal: ending.signal });
    } catch (error) {
      if (ending.signal.aborted && !begun) throw busy();
      log.error({ err: error }, 'could not inspect a file');
      return null;
    } finally {
      clearTimeout(timer);
      begins.delete(order.id);
    }
  }

  async function look(accountId: string, { handle, size }: Spooled): Promise<AttachmentKind> {
    if (((await spent.get(accountId))?.remainingPoints ?? 1) <= 0) throw tooMuch();
    if (pool.queueSize >= longestQueue) throw busy();
    const verdict = await verdictOn({ id: id++, fd: handle.fd, size });
    // The pool replaces a thread that failed or ran out of time; the account's next file has to wait.
    await spent.penalty(accountId, verdict ? Math.ceil(verdict.inflated / megabyte) : allowance.points);
    if (verdict === null) throw unreadableFile();
    if ('kind' in verdict) return verdict.kind;
    const { status, why, allowed, inner } = verdict.refused;
    throw new FileRefused(status, why, allowed, inner);
  }

  return {
    inspect: async (accountId, file) => {
      if (turns.isFull(accountId)) throw tooMuch();
      return turns.take(accountId, () => look(accountId, file));
    },
  };
}

const tooMuch = () =>
  new FileRefused(
    429,
    'Terlalu banyak berkas dari akun ini yang harus diperiksa sekaligus. Tunggu satu menit, lalu pilih lagi.',
  );

const busy = () =>
  new FileRefused(
    503,
    'Pemeriksa lampiran sedang sibuk. Cobalah beberapa saat lagi, atau kirim tanpa lampiran.',
  );
