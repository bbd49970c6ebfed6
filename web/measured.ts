import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { patienceBuckets } from '../metrics/process.ts';
import type { Web, WebContext } from './context.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Measures every request by its route's pattern, so that no reference, name or typed word becomes a label. */
export function measureRequests(registry: Registry) {
  const duration = new Histogram({
    name: 'cso_http_request_duration_seconds',
    help: 'Requests until their answer begins, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: patienceBuckets,
    registers: [registry],
  });
  return createMiddleware<Web>(async (c, next) => {
    const end = duration.startTimer({ method: methods.includes(c.req.method) ? c.req.method : 'other' });
    await next();
    end({ route: routeOf(c), status: c.res.status });
  });
}

/** The handler's pattern, such as `/tiket/:ref`; `none` if only middleware handled it. */
const routeOf = (c: WebContext): string =>
  matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none';
