import { log } from '../../config/log.ts';
import { openDatabase } from '../../prisma/client.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { startProxy } from '../support/proxy.ts';
import type { Proxy } from '../support/proxy.ts';
import { serveApp } from '../support/web.ts';
import type { ServedApp } from '../support/web.ts';

export interface BehindProxies {
  /** Its worker reaches PostgreSQL through the proxy. */
  desk: TestDesk;
  /** Reaches PostgreSQL and Temporal through the proxies. */
  app: ServedApp;
  /** The database without the proxy, for preparing and checking. */
  direct: TestDatabase;
  postgres: Proxy;
  temporal: Proxy;
  stop(): Promise<void>;
}

export async function startBehindProxies(): Promise<BehindProxies> {
  // Expected failures need no long report.
  log.level = 'silent';
  const direct = await createDatabase();
  const postgres = await startProxy(portOf(direct.url));
  const url = throughPort(direct.url, postgres.port);
  const database = openDatabase(url);
  const desk = await startDesk({ over: { ...database, url, drop: database.close } });
  const temporal = await startProxy(portOf(`tcp://${desk.address}`));
  const app = await serveApp({ ...desk, address: `127.0.0.1:${temporal.port}` });
  const stop = async () => {
    await Promise.all([postgres.restore(), temporal.restore()]);
    await app.close();
    await desk.stop();
    await database.close();
    await Promise.all([postgres.close(), temporal.close()]);
    await direct.drop();
  };
  return { desk, app, direct, postgres, temporal, stop };
}

export const portOf = (url: string): number => Number(new URL(url).port);

export function throughPort(url: string, port: number): string {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
}
