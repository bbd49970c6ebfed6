import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_NAME, embeddedDatabaseUrl } from '../../config/embedded.ts';
import { makeDataDir } from '../../local/data-dir.ts';
import { freePort } from '../../local/ports.ts';
import { ensureDatabase, initPostgres, postgresPiece } from '../../local/postgres.ts';
import { temporalCli } from '../../local/temporal-cli.ts';
import { temporalPiece } from '../../local/temporal.ts';
import { openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seed } from '../../prisma/seed.ts';
import { connectTemporal } from '../../tickets/connection.ts';
import type { Desk } from '../../tickets/desk.ts';
import { mortal, workerProcess } from './mortal.ts';
import type { Mortal } from './mortal.ts';

export interface OwnServers extends Desk {
  postgres: Mortal;
  temporal: Mortal;
  worker: Mortal;
  stop(): Promise<void>;
}

/** PostgreSQL with demo data, Temporal and a worker, each a process that no other test file uses. */
export async function startOwnServers(): Promise<OwnServers> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-own-'));
  const dataDir = join(folder, 'data');
  makeDataDir(dataDir);
  await initPostgres(dataDir);
  const [pgPort, port, uiPort] = [await freePort(), await freePort(), await freePort()];
  const cli = await temporalCli(() => undefined);
  const postgres = mortal(await postgresPiece(dataDir, pgPort, quiet));
  const temporal = mortal(temporalPiece({ cli, dataDir, port, uiPort, output: quiet }));
  const address = `127.0.0.1:${port}`;
  const url = embeddedDatabaseUrl(dataDir, pgPort, DATABASE_NAME);
  const worker = workerProcess({ DATABASE_URL: url, TEMPORAL_ADDRESS: address, DATA_DIR: dataDir });

  await Promise.all([postgres.start(), temporal.start()]);
  await ensureDatabase(dataDir, pgPort);
  await migrate(url);
  const { prisma, close } = openDatabase(url);
  const hours = { opensAt: 480, closesAt: 1020 };
  await seed(prisma, { slaWorkingDays: 5, serviceHours: hours, autoCompleteWorkingDays: 3, demo: true });
  await worker.start();
  const client = connectTemporal({ address, namespace: 'default', apiKey: null, tls: false });
  const stop = async () => {
    await client.connection.close();
    await close();
    for (const each of [worker, temporal, postgres]) await each.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { prisma, client, postgres, temporal, worker, stop };
}

const quiet = () => undefined;
