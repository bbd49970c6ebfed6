import { randomUUID } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { virusScanner } from '../attachments/virus-scanner.ts';
import { assetBase, assetFolder } from './page/assets.ts';
import { downloads, uploads } from './tickets/attachments.ts';
import { calendarApi } from './calendar/api.ts';
import { calendar } from './calendar/route.ts';
import type { Services, Web } from './context.ts';
import { customerEdit } from './customers/edit.ts';
import { customerFind } from './customers/find.ts';
import { customerList } from './customers/list.ts';
import { customerNew } from './customers/new.ts';
import { customerRemove } from './customers/remove.ts';
import { exportList } from './exports/list.ts';
import { exportOrders } from './exports/orders.ts';
import { answerFailure } from './failures.ts';
import { headers, inTime, notKept, ownHost, ownOrigin } from './http/guard.ts';
import { haiApi } from './hai/api.ts';
import { haiQueue } from './hai/queue.ts';
import { haiReply } from './tickets/show/hai-reply.ts';
import { health } from './health.ts';
import { createLimits } from './http/limits.ts';
import { live } from './live.ts';
import { mailList } from './notices/mail-list.ts';
import { measureRequests } from './measured.ts';
import { menu } from './sign-in/menu.ts';
import { metrics, webMetrics } from './metrics.ts';
import { monitoring } from './monitoring/route.ts';
import { monitoringFiles } from './monitoring/files.ts';
import { monitoredTickets } from './monitoring/tickets.ts';
import { newTicket } from './tickets/record/route.ts';
import { noticeList } from './notices/list.ts';
import { noticeSettings } from './notices/settings.ts';
import { notFound } from './http/problems.ts';
import { reportFiles } from './tickets/list/report-files.ts';
import { savedFilters } from './tickets/list/saved-filters.ts';
import { sessionApi } from './sign-in/session-api.ts';
import { sessionAddress, signedIn } from './http/session.ts';
import { signIn } from './sign-in/sign-in.ts';
import { ticketActs } from './tickets/show/acts.ts';
import { reportList, ticketList } from './tickets/list/route.ts';
import { ticketShow } from './tickets/show/route.ts';
import { workflowViewer } from './alur/viewer.ts';
import { longestTexts, mayBringFiles } from './forms/upload.ts';

/** A request without files; one that may bring some is read under limits of its own. */
const limitTexts = bodyLimit({ maxSize: longestTexts });
const limitBody = createMiddleware<Web>((c, next) => (mayBringFiles(c) ? next() : limitTexts(c, next)));

/** The pages and the API of contract.md. */
export function createApp(given: Services): Hono<Web> {
  const scanner = virusScanner(given.config.clamdAddress);
  const services = { ...given, scanner, limits: createLimits(given.pool) };
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
  app.route('/', health);
  app.route('/', metrics(registry));
  app.use(ownHost);
  app.get(`${assetBase}*`, kept, (c) => answerFailure(notFound(), c));
  app.use(notKept, ownOrigin, limitBody, inTime);

  app.route('/api/hai', haiApi);
  app.route('/', signIn);
  app.use(signedIn);
  app.route('/', menu);
  app.route('/', live);
  app.route('/pemberitahuan', noticeList);
  app.route('/pengaturan-notifikasi', noticeSettings);
  app.route('/surat-keluar', mailList);
  app.route('/pengguna', customerList);
  app.route('/pengguna', customerFind);
  app.route('/pengguna', customerNew);
  app.route('/pengguna', customerRemove);
  app.route('/pengguna', customerEdit);
  app.route('/tiket', newTicket);
  app.route('/tiket', ticketList);
  app.route('/', savedFilters);
  app.route('/tiket', ticketShow);
  app.route('/tiket', ticketActs);
  app.route('/tiket', haiReply);
  app.route('/tiket', downloads);
  app.route('/lampiran', uploads);
  app.route('/', reportFiles);
  app.route('/laporan', reportList);
  app.route('/unduhan', exportList);
  app.route('/unduhan', exportOrders);
  app.route('/hai', haiQueue);
  app.route('/', workflowViewer);
  app.route('/', monitoringFiles);
  app.route('/pemantauan', monitoring);
  app.route('/pemantauan', monitoredTickets);
  app.route('/api/kalender', calendarApi);
  app.route('/kalender', calendar);
  app.route(sessionAddress, sessionApi);
  return app;
}

/** Files whose name holds the hash of their content. */
const kept = serveStatic<Web>({
  root: assetFolder,
  rewriteRequestPath: (path) => path.slice(assetBase.length - 1),
  onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
});
