/** `npm run web`: the pages and the API. */
import { serve } from '@hono/node-server';
import { readConfig } from '../config/env.ts';
import { log } from '../config/log.ts';
import { openDatabase } from '../prisma/client.ts';
import { openStorage } from '../storage/storage.ts';
import { listenForAnnouncements } from '../tickets/announcements.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { createApp } from './app.ts';

const config = readConfig();
const { prisma, pool, close } = openDatabase(config.databaseUrl);
const client = connectTemporal(config.temporal);
const announcements = listenForAnnouncements(config.databaseUrl);
const storage = await openStorage(config.storage);
const app = createApp({ prisma, pool, client, announcements, storage, config });

const server = serve(
  {
    fetch: app.fetch,
    port: config.port,
    // Slow senders are cut off; others are served meanwhile (security.md 22). A form's texts have the request's own time
    // (guard.ts), files as long as they go on (progress.ts), and this long at most.
    serverOptions: { headersTimeout: 10_000, requestTimeout: 900_000, connectionsCheckingInterval: 5000 },
  },
  () => {
    log.info({ port: config.port }, 'the web is ready');
    process.send?.('ready');
  },
);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  await closed;
  await announcements.close();
  await client.connection.close();
  await close();
  // The channel to the parent, which we listen to, would keep us alive.
  if (process.connected) process.disconnect();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// Under bin/start the end of the parent is ours too.
process.once('disconnect', () => void stop());
