import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';

/**
 * Waits until the reader has taken what was written so far, so that a slow reader holds the rows back instead of piling them up.
 *
 * @throws Error when nobody reads any more
 */
export async function taken(out: Writable): Promise<void> {
  // exceljs and pdfkit hand on what they were given in a later turn.
  await nextTurn();
  while (out.writableNeedDrain && !out.destroyed) {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]);
    waiting.abort();
  }
  if (out.destroyed) throw new Error('nobody reads this file any more');
}
