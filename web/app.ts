import { randomUUID } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { inspector } from '../attachments/inspection.ts';
import { virusScanner } from '../attachments/virus-scanner.ts';
import { workflowViewer } from './alur/route.ts';
import { calendarRoutes } from './calendar/route.ts';
import type { Services, Web } from './context.ts';
import { customerRoutes } from './customers/route.ts';
import { exportRoutes } from './exports/route.ts';
import { answerFailure } from './failures.ts';
import { releaseUnused } from './forms/claim.ts';
import { limitTexts, mayBringFiles } from './forms/upload.ts';
import { haiApi } from './hai/api.ts';
import { haiQueue } from './hai/queue.ts';
import { health } from './health.ts';
import { headers, headStartsNothing, inTime, notKept, ownHost, ownOrigin } from './http/guard.ts';
import { createLimits } from './http/limits.ts';
import { notFound } from './http/problems.ts';
import { signedIn } from './http/session.ts';
import { traits } from './http/traits.ts';
import { live } from './live.ts';
import { measureRequests } from './measured.ts';
import { metrics, webMetrics } from './metrics.ts';
import { monitoringRoutes } from './monitoring/route.ts';
import { noticeRoutes } from './notices/route.ts';
import { assetBase, assetFolder } from './page/assets.ts';
import { accountRoutes } from './sign-in/route.ts';
import { signIn } from './sign-in/sign-in.ts';
import { ticketRoutes } from './tickets/route.ts';
import { unsent } from './unsent.ts';

/** Forms with files have their own limits. */
const limitBody = createMiddleware<Web>((c, next) => (mayBringFiles(c) ? next() : limitTexts(c, next)));

/** The pages and the API of contract.md. */
export function createApp(given: Services): Hono<Web> {
  const scanner = virusScanner(given.config.clamdAddress);
  const services = { ...given, scanner, inspector: inspector(), limits: createLimits(given.pool) };
  const app = new Hono<Web>();
  const registry = webMetrics(services);
  app.onError(answerFailure);
  app.notFound((c) => answerFailure(notFound(), c));

  app.use(measureRequests(registry));
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('requestId', randomUUID());
    await next();
  });
  app.use(headers(given.config.publicUrl.startsWith('https:')));
  app.route('/', health());
  app.route('/', metrics(registry));
  app.use(ownHost);
  app.get(`${assetBase}*`, kept, (c) => answerFailure(notFound(), c));
  app.use(notKept, ownOrigin, inTime);

  app.use('/api/*', traits({ json: true }));
  app.route('/api/hai', haiApi);
  for (const path of ['/masuk', '/keluar']) app.use(path, limitTexts);
  app.route('/', signIn);
  // No body is read before its sender is known (security.md 30).
  app.use(signedIn, headStartsNothing, limitBody, releaseUnused);
  app.route('/', accountRoutes);
  app.route('/', unsent);
  app.route('/', live);
  app.route('/', noticeRoutes);
  app.route('/', customerRoutes);
  app.route('/', ticketRoutes);
  app.route('/', exportRoutes);
  app.route('/hai', haiQueue);
  app.route('/', workflowViewer);
  app.route('/', monitoringRoutes);
  app.route('/', calendarRoutes);
  return app;
}

/** Files whose name contains the hash of their content. */
const kept = serveStatic<Web>({
  root: assetFolder,
  rewriteRequestPath: (path) => path.slice(assetBase.length - 1),
  onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
});
