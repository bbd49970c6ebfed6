import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

test.each(['/healthz', '/readyz'])('%s is 200 when every service is up', async (path) => {
  const reply = await web.visitor().get(path);
  expect([reply.status, reply.text]).toEqual([200, 'ok']);
});
