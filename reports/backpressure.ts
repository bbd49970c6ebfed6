import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';

/**
 * Waits until the reader has consumed what was written, so that rows do not pile up in memory for a slow reader.
 *
 * @throws Error when the reader is gone
 */
export async function taken(out: Writable): Promise<void> {
  // exceljs and pdfkit pass data on in a later tick.
  await nextTurn();
  while (out.writableNeedDrain && !out.destroyed) {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]);
    waiting.abort();
  }
  if (out.destroyed) throw new Error('the reader of this file is gone');
}
