/** Files are inspected in threads, within limits, and without delaying others (security.md 29). */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspector } from '../../attachments/inspection.ts';
import { FileRefused } from '../../attachments/refused.ts';
import { spool } from '../../attachments/spool.ts';
import type { Spooled } from '../../attachments/spool.ts';
import { bomb, pdf, xlsm, zeros, zip } from '../support/files.ts';

const opened: Spooled[] = [];
const spooled = async (content: Buffer): Promise<Spooled> => {
  const file = await spool(Readable.from([content]));
  opened.push(file);
  return file;
};
let costly: Buffer;
beforeAll(async () => (costly = await zeros(240)), 120_000);
afterAll(() => Promise.all(opened.map((file) => file.close())));

const outcome = async (looking: Promise<string>): Promise<string | number> =>
  looking.catch((error: unknown) => {
    if (error instanceof FileRefused) return error.status;
    throw error;
  });

it('returns the kind, or why not and which file inside is to blame', async () => {
  const { inspect } = inspector();
  expect(await inspect('a', await spooled(pdf()))).toBe('PDF');
  const file = await spooled(await zip({ 'rekap.xlsm': await xlsm() }));
  const refused = await inspect('a', file).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FileRefused);
  expect(refused).toMatchObject({ status: 415, inner: 'rekap.xlsm' });
});

it('keeps the event loop free while it inspects costly files', { timeout: 120_000 }, async () => {
  const { inspect } = inspector();
  await inspect('a', await spooled(pdf()));
  const files = await Promise.all(Array.from({ length: 6 }, () => spooled(costly)));
  const idle = await delayDuring(() => pause(1000));
  const looking = () => Promise.all(files.map((file, index) => inspect(String(index), file)));
  const meanwhile = await delayDuring(looking);
  expect(meanwhile.median).toBeLessThan(2 * idle.median);
});

async function delayDuring(work: () => Promise<unknown>): Promise<{ median: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return { median: delay.percentile(50) };
}

it(
  'limits the bytes inspected for one account, then still inspects those of others',
  { timeout: 120_000 },
  async () => {
    const { inspect } = inspector();
    const file = await spooled(costly);
    const outcomes: (string | number)[] = [];
    for (let n = 0; n < 6; n++) outcomes.push(await outcome(inspect('a', file)));
    expect(outcomes).toEqual(['ZIP', 'ZIP', 'ZIP', 'ZIP', 'ZIP', 429]);
    expect(await outcome(inspect('b', file))).toBe('ZIP');
  },
);

it('limits the queue of one account', async () => {
  const { inspect } = inspector();
  const file = await spooled(pdf());
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(inspect('a', file))));
  expect(outcomes.filter((each) => each === 'PDF')).toHaveLength(8);
  expect(outcomes.filter((each) => each === 429)).toHaveLength(12);
  expect(await outcome(inspect('a', file))).toBe('PDF');
});

it('refuses files when the queue is full', { timeout: 120_000 }, async () => {
  const { inspect } = inspector();
  const file = await spooled(await bomb());
  const all = Array.from({ length: 100 }, (_, n) => outcome(inspect(String(n), file)));
  const outcomes = new Set(await Promise.all(all));
  expect(outcomes).toEqual(new Set([422, 503]));
});

it('ends a thread that takes too long; the next file is unaffected', async () => {
  const { inspect } = inspector(1);
  const file = await spooled(costly);
  expect(await outcome(inspect('a', file))).toBe(422);
  expect(await outcome(inspect('b', file))).toBe(422);
  expect(await outcome(inspect('a', file))).toBe(429);
});

it('counts the time in a thread, not the wait for one', { timeout: 120_000 }, async () => {
  const [slow, quick] = [await spooled(costly), await spooled(pdf())];
  const began = Date.now();
  expect(await outcome(inspector().inspect('a', slow))).toBe('ZIP');
  // Longer than one file takes, shorter than the queue.
  const { inspect } = inspector(5 * (Date.now() - began));
  const all = Array.from({ length: 20 }, (_, n) => outcome(inspect(`sibuk ${n}`, slow)));
  const mine = outcome(inspect('a', quick));
  expect(new Set(await Promise.all(all))).toEqual(new Set(['ZIP']));
  expect(await mine).toBe('PDF');
});

it('refuses a file that makes it crash, and makes its account wait', async () => {
  const { inspect } = inspector();
  const gone = await spool(Readable.from([pdf()]));
  await gone.close();
  expect(await outcome(inspect('a', gone))).toBe(422);
  const file = await spooled(pdf());
  expect(await outcome(inspect('a', file))).toBe(429);
  expect(await outcome(inspect('b', file))).toBe('PDF');
});
