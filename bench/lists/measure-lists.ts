/** Measures pages of the lists and a bare handler of the same statements on one database. */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import type pg from 'pg';
import { readConfig } from '../../config/env.ts';
import { freePort } from '../../local/ports.ts';
import { openDatabase } from '../../prisma/client.ts';
import { openStorage } from '../../storage/storage.ts';
import { listenForAnnouncements } from '../../tickets/announcements.ts';
import { connectTemporal } from '../../tickets/connection.ts';
import { createApp } from '../../web/app.ts';
import { bareLists } from '../bare/lists.ts';
import type { Statement } from '../bare/lists.ts';
import { signIn } from '../ticket-lives.ts';

const queries = {
  'first page': '',
  'page 50': '?halaman=50',
  search: '?q=kontrak',
  filter: '?status=RESOLVED&metode=TELEPON',
};

/** The measured pages: both lists, for a large KPPN and for Kantor Pusat. */
export const cases = ['kppn-008', 'pusat'].flatMap((username) =>
  ['/tiket', '/laporan'].flatMap((list) =>
    Object.entries(queries).map(([what, query]) => ({
      name: `${username} ${list} ${what}`,
      username,
      path: list + query,
    })),
  ),
);

export interface Measured {
  name: string;
  /** Milliseconds of the requests, ascending. */
  ours: number[];
  bare: number[];
  statements: Statement[];
}

/** The two take turns, one request at a time, so that other load hits both. */
export async function measureLists(databaseUrl: string, rounds: number): Promise<Measured[]> {
  const port = await freePort();
  const config = readConfig({ ...process.env, DATABASE_URL: databaseUrl, PORT: String(port) });
  const database = openDatabase(databaseUrl);
  const statements = record(database.pool);
  const client = connectTemporal(config.temporal);
  const announcements = listenForAnnouncements(databaseUrl);
  const storage = await openStorage(config.storage);
  const app = createApp({ ...database, client, announcements, storage, config });
  const server = serve({ fetch: app.fetch, port });
  await once(server, 'listening');

  const cookies = new Map<string, string>();
  for (const { username } of cases)
    cookies.set(username, cookies.get(username) ?? (await signIn(config.publicUrl, username)));
  const ours = ({ path, username }: (typeof cases)[number]) =>
    take(config.publicUrl + path, cookies.get(username) ?? '');
  const pages: Statement[][] = [];
  for (const page of cases) {
    statements.length = 0;
    await ours(page);
    pages.push([...statements]);
  }
  const barePort = await freePort();
  const bareDatabase = openDatabase(databaseUrl);
  const bareServer = serve({ fetch: bareLists(bareDatabase.pool, pages).fetch, port: barePort });
  await once(bareServer, 'listening');

  const measured = cases.map(({ name }, at) => ({
    name,
    ours: [] as number[],
    bare: [] as number[],
    statements: pages[at] ?? [],
  }));
  for (let round = -5; round < rounds; round++) {
    for (const [at, page] of cases.entries()) {
      const took = { ours: await ours(page), bare: await take(`http://localhost:${barePort}/${at}`, '') };
      if (round < 0) continue;
      measured[at]?.ours.push(took.ours);
      measured[at]?.bare.push(took.bare);
    }
  }
  for (const { ours: some, bare } of measured) for (const times of [some, bare]) times.sort((a, b) => a - b);
  for (const closing of [server, bareServer]) closing.close();
  await announcements.close();
  await client.connection.close();
  await bareDatabase.close();
  await database.close();
  return measured;
}

async function take(address: string, cookie: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(address, { headers: { cookie } });
  await response.text();
  if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
  return performance.now() - began;
}

/** Collects the pool's statements until the caller empties it. */
function record(pool: pg.Pool): Statement[] {
  const statements: Statement[] = [];
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
  pool.query = ((...given: [Statement | string, unknown[]?]) => {
    const [asked, values] = given;
    statements.push(
      typeof asked === 'string'
        ? { text: asked, values: values ?? [] }
        : { text: asked.text, values: asked.values ?? values ?? [] },
    );
    return query(...given);
  }) as pg.Pool['query'];
  return statements;
}
