/** The bench's own PostgreSQL, Temporal, worker and web, on free ports, removed at the end. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/env.ts';
import type { Config } from '../config/env.ts';
import { makeDataDir } from '../local/data-dir.ts';
import { nodePiece, runScript } from '../local/node-piece.ts';
import { spawnPiece, stopPiece, untilReady } from '../local/piece.ts';
import type { Piece } from '../local/piece.ts';
import { freePort } from '../local/ports.ts';
import { ensureDatabase, initPostgres, postgresPiece } from '../local/postgres.ts';
import { temporalCli } from '../local/temporal-cli.ts';
import { temporalPiece } from '../local/temporal.ts';

interface BenchServices {
  config: Config;
  stop(): Promise<void>;
}

/** Also runs each of `files` as its own process. */
export async function startServices(files: string[]): Promise<BenchServices> {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'dashboard-cso-bench-')), 'data');
  const [pgPort, temporalPort, uiPort, port] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const started: [Piece, ChildProcess][] = [];
  const stop = async (): Promise<void> => {
    for (const [piece, child] of started.toReversed()) await stopPiece(piece, child);
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  };
  const start = async (piece: Piece): Promise<void> => {
    const child = spawnPiece(piece);
    started.push([piece, child]);
    await untilReady(piece, child);
  };
  // The processes inherit their settings from this environment.
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    PORT: String(port),
    PG_PORT: String(pgPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
    LOG_LEVEL: 'error',
  });
  const output = (line: string): void => console.error(line);
  try {
    makeDataDir(dataDir);
    await initPostgres(dataDir);
    await start(await postgresPiece(dataDir, pgPort, () => undefined));
    await ensureDatabase(dataDir, pgPort);
    const cli = await temporalCli(output);
    await start(temporalPiece({ cli, dataDir, port: temporalPort, uiPort, output: () => undefined }));
    for (const script of ['prisma/migrate.ts', 'prisma/seed.ts']) await runScript(() => undefined, script);
    for (const file of files) await start(nodePiece(file, file, output));
    return { config: readConfig(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
