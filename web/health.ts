import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Services, Web } from './context.ts';

const patience = 2000;

/** Probes: alive, and able to work. Neither gives a reason (security.md 23). */
export function health(): Hono<Web> {
  const routes = new Hono<Web>();
  /** Simultaneous probes share one check, so many cost no more than one. */
  let look: Promise<unknown> | undefined;

  routes.get('/healthz', (c) => c.text('ok'));

  routes.get('/readyz', async (c) => {
    look ??= ready(c.get('services')).finally(() => (look = undefined));
    const late = sleep(patience, 'late', { ref: false });
    const outcome = await Promise.race([look, late]).catch(() => 'away');
    return outcome === 'ready' ? c.text('ok') : c.text('not ready', 503);
  });

  return routes;
}

async function ready({ pool, client }: Services): Promise<'ready'> {
  const temporal = client.withDeadline(Date.now() + patience, () => client.workflowService.getSystemInfo({}));
  await Promise.all([pool.query(tryToWrite), temporal]);
  return 'ready';
}

/**
 * Tests writing without leaving data. It locks a row that nobody else locks, which a read-only database refuses and
 * whose commit must reach the disk. It also sorts more than fits its memory, which needs disk space.
 */
const tryToWrite = `
  SET LOCAL work_mem = '64kB';
  SELECT FROM _prisma_migrations LIMIT 1 FOR NO KEY UPDATE;
  SELECT count(*) FROM generate_series(1, 5000)`;
