import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { hash } from '@node-rs/argon2';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { embeddedDatabaseUrl } from '../../config/embedded.ts';
import { makeDataDir } from '../../local/data-dir.ts';
import { spawnPiece, stopPiece, untilReady, type Piece } from '../../local/piece.ts';
import { freePort } from '../../local/ports.ts';
import { initPostgres, postgresPiece, withClient } from '../../local/postgres.ts';
import { temporalCli } from '../../local/temporal-cli.ts';
import { temporalPiece } from '../../local/temporal.ts';
import { openDatabase } from '../../prisma/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seed } from '../../prisma/seed.ts';
import { demoOfficerPassword, demoPassword } from '../../prisma/seed/demo.ts';
import { workflowsPath } from '../../worker/create.ts';
import { TEMPLATE } from './provided.ts';

/** Losing the test database in a crash costs nothing, so it need not wait for the disk. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

interface Services {
  provided: ProvidedContext;
  stop: () => Promise<void>;
}

// Each project loads this module; the first one starts the services for all.
const shared = globalThis as { testServices?: Promise<Services> };

/** What test files of all projects share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { provided, stop } = await (shared.testServices ??= startServices());
  project.provide('templateUrl', provided.templateUrl);
  project.provide('temporalAddress', provided.temporalAddress);
  project.provide('temporalUiUrl', provided.temporalUiUrl);
  project.provide('workflowBundle', provided.workflowBundle);
  return stop;
}

/** One PostgreSQL and one Temporal for the whole run, on free ports, in a folder that is deleted at the end. */
async function startServices(): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-test-'));
  const dataDir = join(folder, 'data');
  const started: [Piece, ChildProcess][] = [];
  const stop = async () => {
    await Promise.all(started.map(([piece, child]) => stopPiece(piece, child)));
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (piece: Piece) => {
    const child = spawnPiece(piece);
    started.push([piece, child]);
    await untilReady(piece, child);
  };
  // After a signal Vitest skips its teardown, so end what was started here.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    makeDataDir(dataDir);
    const [templateUrl, temporal] = await Promise.all([
      startPostgres(dataDir, start),
      startTemporal(dataDir, start),
    ]);
    const workflowBundle = await bundleWorkflows(dataDir);
    return { provided: { templateUrl, ...temporal, workflowBundle }, stop };
  } catch (error) {
    console.error(tail.join('\n'));
    await stop();
    throw error;
  }
}

async function bundleWorkflows(dataDir: string): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  const path = join(dataDir, 'workflows.js');
  writeFileSync(path, code);
  return path;
}

type Start = (piece: Piece) => Promise<void>;

async function startPostgres(dataDir: string, start: Start): Promise<string> {
  const port = await freePort();
  await initPostgres(dataDir);
  await start(await postgresPiece(dataDir, port, quiet, FAST));
  const administer = (sql: string) =>
    withClient(embeddedDatabaseUrl(dataDir, port, 'postgres'), (client) => client.query(sql));
  await administer(`create database ${TEMPLATE}`);
  const url = embeddedDatabaseUrl(dataDir, port, TEMPLATE);
  await migrate(url);
  const { prisma, close } = openDatabase(url);
  const hours = { opensAt: 480, closesAt: 1020 };
  await seed(prisma, { slaWorkingDays: 5, serviceHours: hours, autoCompleteWorkingDays: 3, demo: true });
  await cheapenPasswords(prisma);
  await close();
  // A template can't be copied while anybody, even autovacuum, is connected to it.
  await administer(`alter database ${TEMPLATE} allow_connections false`);
  return url;
}

/** Gives the demo's passwords hashes that cost next to nothing, because tests log in thousands of times. */
async function cheapenPasswords(prisma: PrismaClient): Promise<void> {
  const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 };
  await prisma.account.updateMany({ data: { passwordHash: await hash(demoPassword, cheap) } });
  await prisma.officer.updateMany({ data: { passwordHash: await hash(demoOfficerPassword, cheap) } });
}

async function startTemporal(
  dataDir: string,
  start: Start,
): Promise<Pick<ProvidedContext, 'temporalAddress' | 'temporalUiUrl'>> {
  const cli = await temporalCli((line) => console.log(line));
  const [port, uiPort] = [await freePort(), await freePort()];
  await start(temporalPiece({ cli, dataDir, port, uiPort, output: quiet }));
  return { temporalAddress: `127.0.0.1:${port}`, temporalUiUrl: `http://127.0.0.1:${uiPort}` };
}

const tail: string[] = [];

/** Kept in case a server doesn't start. */
function quiet(line: string): void {
  tail.push(line);
  if (tail.length > 30) tail.shift();
}
