/** `GET /metrics` for Prometheus (contract.md; security.md 23). */
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { addMailMetrics } from '../metrics/mails.ts';
import { addOutboxMetrics } from '../metrics/outbox.ts';
import { processMetrics } from '../metrics/process.ts';
import { addTicketMetrics } from '../metrics/tickets.ts';
import { allFigures } from '../metrics/workers.ts';
import { actDuration } from '../tickets/measured.ts';
import { bears } from './http/bearer.ts';
import type { Services, Web, WebContext } from './context.ts';
import { isLocalHost } from './http/guard.ts';

/** A web process's measurements, besides its requests. */
export function webMetrics({ pool, prisma }: Pick<Services, 'pool' | 'prisma'>): Registry {
  const registry = processMetrics(pool);
  addTicketMetrics(registry, prisma);
  addMailMetrics(registry, prisma);
  addOutboxMetrics(registry, prisma);
  registry.registerMetric(actDuration);
  return registry;
}

/** The scraper's page: this web process's metrics, the tickets' and every worker's. */
export function metrics(registry: Registry): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/metrics', async (c) => {
    const { config, prisma } = c.get('services');
    if (config.metricsToken === null && !isLoopback(c)) return c.text('loopback only', 403);
    if (config.metricsToken !== null && !bears(c, config.metricsToken)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.text('unauthorized', 401);
    }
    c.header('Content-Type', registry.contentType);
    c.header('Cache-Control', 'no-store');
    return c.body(await allFigures(registry, prisma));
  });
  return app;
}

/** Headers by which a proxy names its client. */
const passedOn = /^(x-forwarded-.+|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|forwarded|via)$/;

/**
 * Decides by connection, and requires this machine's own name: a local proxy, and a page that uses another name, also
 * connect from here.
 */
function isLoopback(c: WebContext): boolean {
  const address = getConnInfo(c).remote.address ?? '';
  const isProxied = Object.keys(c.req.header()).some((name) => passedOn.test(name));
  return !isProxied && isLocalHost(c.req.header('host') ?? '') && /^(::1$|(::ffff:)?127\.)/.test(address);
}
