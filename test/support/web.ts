import { once } from 'node:events';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { readConfig } from '../../config/env.ts';
import type { Config } from '../../config/env.ts';
import { freePort } from '../../local/ports.ts';
import { openDatabase } from '../../prisma/client.ts';
import { openStorage } from '../../storage/storage.ts';
import { listenForAnnouncements } from '../../tickets/announcements.ts';
import { connectTemporal } from '../../tickets/connection.ts';
import { createApp } from '../../web/app.ts';
import { buildAssets } from '../../web/page/build-assets.ts';
import { startDesk } from './desk.ts';
import type { TestDesk } from './desk.ts';
import { Visitor } from './visitor.ts';

export interface ServedApp {
  config: Config;
  /** A browser without a log-in. */
  visitor(): Visitor;
  /** A browser in which this demo account has logged in. */
  as(username: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface TestWeb extends TestDesk, Omit<ServedApp, 'close'> {}

/** The app on a free port, with a database, a namespace and a worker of its own. */
export async function startWeb(): Promise<TestWeb> {
  const desk = await startDesk();
  const app = await serveApp(desk);
  const stop = async () => {
    await app.close();
    await desk.stop();
  };
  return { ...desk, ...app, stop };
}

type Places = Pick<TestDesk, 'url' | 'address' | 'namespace' | 'uiUrl' | 'dataDir'>;

/** One more web process's app, with connections of its own as web/main.ts makes them. */
export async function serveApp(places: Places, env: Record<string, string> = {}): Promise<ServedApp> {
  buildAssets();
  const config = readConfig({ ...(await environment(places)), ...env });
  const database = openDatabase(config.databaseUrl);
  const client = connectTemporal(config.temporal);
  const announcements = listenForAnnouncements(config.databaseUrl);
  const storage = await openStorage(config.storage);
  const app = createApp({ ...database, client, announcements, storage, config });
  const server = serve({ fetch: app.fetch, port: config.port });
  await once(server, 'listening');
  const visitor = () => new Visitor(`http://localhost:${config.port}`, config.publicUrl);
  const as = async (username: string) => {
    const someone = visitor();
    await someone.signIn(username);
    return someone;
  };
  const close = async () => {
    await stopServer(server);
    await announcements.close();
    await client.connection.close();
    await database.close();
  };
  return { config, visitor, as, close };
}

/** What a web process's environment holds to work there. */
export async function environment({
  url,
  address,
  namespace,
  uiUrl,
  dataDir,
}: Places): Promise<Record<string, string>> {
  return {
    PORT: String(await freePort()),
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_UI_URL: uiUrl,
    DATA_DIR: dataDir,
  };
}

async function stopServer(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
