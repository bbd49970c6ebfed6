import type { IncomingMessage } from 'node:http';
import { Problem } from '../http/problems.ts';

/** Milliseconds between two looks, and the bytes that must have come in between: the slowest lines are ten times as fast. */
const interval = 10_000;
const fewest = 16 * 1024;

/**
 * Watches a body that may take its time, but must go on: slow senders are cut off (security.md 22). Nothing is asked of it while
 * `waiting` says that it waits for us.
 */
export function watchProgress(
  { socket }: IncomingMessage,
  waiting: () => boolean,
): { tooSlow: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_resolve, reject) => {
    let before = socket.bytesRead;
    timer = setInterval(() => {
      const come = socket.bytesRead - before;
      before = socket.bytesRead;
      if (come < fewest && !waiting())
        reject(new Problem(408, 'Pengiriman berkas terhenti. Periksa sambungan Anda, lalu kirim lagi.'));
    }, interval);
  });
  // Avoids an unhandled rejection when the reading ends first.
  tooSlow.catch(() => undefined);
  return { tooSlow, stop: () => clearInterval(timer) };
}
