import { Hono } from 'hono';
import type { Web } from './context.ts';

/** For probes: alive, and able to work. Neither says why not (security.md 23). */
export const health = new Hono<Web>();

const patience = 2000;

health.get('/healthz', (c) => c.text('ok'));

health.get('/readyz', async (c) => {
  const { pool, client } = c.get('services');
  try {
    const temporal = client.withDeadline(Date.now() + patience, () =>
      client.workflowService.getSystemInfo({}),
    );
    await Promise.all([pool.query('SELECT 1'), temporal]);
    return c.text('ok');
  } catch {
    return c.text('not ready', 503);
  }
});
