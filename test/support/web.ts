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
  /** A browser with this demo account logged in. */
  as(username: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface TestWeb extends TestDesk, Omit<ServedApp, 'close'> {}

/** The app on a free port, with its own database, namespace and worker. */
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

/** The app of one more web process, with its own connections like web/main.ts. */
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

/** The environment of a web process. */
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
