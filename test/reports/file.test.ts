import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exportFormats } from '../../domain/exports.ts';
import { fileOf } from '../../reports/file.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import { until } from '../support/until.ts';
import { reportOf, rowOf } from './given.ts';

const batches = 60;
/** Random, so that no format compresses it. */
const batch = Array.from({ length: 20 }, (_, n) =>
  rowOf(n + 1, { subject: randomBytes(900).toString('base64') }),
);

/** A report of many batches that counts those requested and notes whether it was abandoned. */
function watched(): { rows: AsyncGenerator<TicketRow[]>; seen: { asked: number; over: boolean } } {
  const seen = { asked: 0, over: false };
  async function* rows(): AsyncGenerator<TicketRow[]> {
    try {
      for (; seen.asked < batches;) {
        seen.asked++;
        yield batch;
      }
    } finally {
      seen.over = true;
    }
  }
  return { rows: rows(), seen };
}

describe.each(exportFormats)('a file of %s', (format) => {
  it('waits for its reader instead of piling up', async () => {
    const { rows, seen } = watched();
    const file = fileOf(reportOf([], { total: batches * 20, rows }), format);
    await until('the first rows', async () => seen.asked > 0);
    for (let turn = 0; turn < 2000; turn++) await nextTurn();
    expect(seen.asked).toBeLessThan(batches / 2);
    file.resume();
    await until('the end', async () => file.readableEnded);
    expect(seen).toEqual({ asked: batches, over: true });
  });

  it('stops reading rows when the reader leaves', async () => {
    const { rows, seen } = watched();
    const file = fileOf(reportOf([], { total: batches * 20, rows }), format);
    file.on('error', () => undefined);
    await until('the first rows', async () => seen.asked > 0);
    file.destroy();
    await until('the end of the rows', async () => seen.over);
    expect(seen.asked).toBeLessThan(batches / 2);
  });

  it('fails when its rows do', async () => {
    async function* rows(): AsyncGenerator<TicketRow[]> {
      yield batch;
      throw new Error('the database is away');
    }
    const file = fileOf(reportOf([], { rows: rows() }), format);
    const read = async () => {
      for await (const chunk of file) void chunk;
    };
    await expect(read()).rejects.toThrow('the database is away');
  });
});
