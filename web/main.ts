/** `npm run web`: the pages and the API. */
import { serve } from '@hono/node-server';
import { readConfig } from '../config/env.ts';
import { log } from '../config/log.ts';
import { heedParent } from '../config/parent.ts';
import { openDatabase } from '../prisma/client.ts';
import { openStorage } from '../storage/storage.ts';
import { listenForAnnouncements } from '../tickets/announcements.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { createApp } from './app.ts';
import { patience } from './http/guard.ts';

const config = readConfig();
const { prisma, pool, close } = openDatabase(config.databaseUrl);
const client = connectTemporal(config.temporal);
const announcements = listenForAnnouncements(config.databaseUrl);
const storage = await openStorage(config.storage);
const app = createApp({ prisma, pool, client, announcements, storage, config });

let stopping = false;
const server = serve(
  {
    fetch: async (request, env) => {
      const answer = await app.fetch(request, env);
      // Makes the client open its next connection to another web process.
      if (stopping) answer.headers.set('Connection', 'close');
      return answer;
    },
    port: config.port,
    // Cuts off slow senders (security.md 22). A form's texts must arrive within the request's own time (guard.ts);
    // files may take this long while they progress (progress.ts).
    serverOptions: { headersTimeout: 10_000, requestTimeout: 900_000, connectionsCheckingInterval: 5000 },
  },
  () => {
    log.info({ port: config.port }, 'the web is ready');
    process.send?.('ready');
  },
);

/** Milliseconds for closing connections to services that may be down. */
const farewell = 3000;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // By now every request has been answered; only streams and files are left.
  setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patience + 1000).unref();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  await closed;
  setTimeout(() => process.exit(), farewell).unref();
  await announcements.close();
  await client.connection.close();
  await close();
  // The open channel to the parent would keep this process alive.
  if (process.connected) process.disconnect();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
heedParent(() => void stop());
