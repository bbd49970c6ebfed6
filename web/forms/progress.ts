import type { IncomingMessage } from 'node:http';
import { Problem } from '../http/problems.ts';

/**
 * Milliseconds between two checks, and the bytes that must arrive in between. The slowest lines are ten times as
 * fast.
 */
const interval = 10_000;
const fewest = 16 * 1024;

/**
 * Watches a body that may take long but must progress: slow senders are cut off (security.md 22). Demands nothing
 * while `waiting` says that the sender waits for us.
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
  // Avoids an unhandled rejection if reading ends first.
  tooSlow.catch(() => undefined);
  return { tooSlow, stop: () => clearInterval(timer) };
}
