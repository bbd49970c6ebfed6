import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Web } from '../../../web/context.ts';
import { inTime, patience, patienceNow } from '../../../web/http/guard.ts';

/** Blocks the event loop. */
async function block(milliseconds: number): Promise<void> {
  // The delay is measured between two turns of the loop.
  await sleep(100);
  for (const end = Date.now() + milliseconds; Date.now() < end;);
  await sleep(1);
}

const app = new Hono<Web>().use(inTime).get('/', (c) => c.text(String(c.get('deadline') - Date.now())));
const timeGiven = async (): Promise<number> => Number(await (await app.request('/')).text());

it('a late process gives requests less time until it has caught up', async () => {
  await block(700);
  expect(await timeGiven()).toBeLessThan(patience - 1200);
  expect(patienceNow()).toBeGreaterThan(patience / 2);
  await expect.poll(timeGiven).toBeGreaterThan(patience - 1200);
});
