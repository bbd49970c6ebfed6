import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { DATABASE_NAME, DATABASE_USER, embeddedDatabaseUrl, passwordFile } from '../config/embedded.ts';
import { running } from './process.ts';
import { untilSuccess, type Piece } from './piece.ts';
import { endRemains } from './postgres-remains.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { asPostgres, postgresIds } from './postgres-user.ts';

const execute = promisify(execFile);

const INITDB = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'];

const clusterDir = (dataDir: string) => join(dataDir, 'postgres');

/** Creates the cluster in DATA_DIR/postgres and its random password, unless they exist. */
export async function initPostgres(dataDir: string): Promise<void> {
  if (existsSync(clusterDir(dataDir))) return;
  const fresh = join(dataDir, 'postgres-new');
  const forInitdb = join(dataDir, 'postgres-new-password');
  const ids = postgresIds();
  // An interrupted start may have left files, but initdb wants an empty folder.
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = `${randomBytes(24).toString('hex')}\n`;
  for (const file of [passwordFile(dataDir), forInitdb]) writeFileSync(file, password, { mode: 0o600 });
  if (ids) for (const path of [fresh, forInitdb]) chownSync(path, ids.uid, ids.gid);
  const { initdb } = await postgresBinaries();
  const args = [`--pgdata=${fresh}`, `--username=${DATABASE_USER}`, `--pwfile=${forInitdb}`, ...INITDB];
  try {
    await execute(...asPostgres(ids, [fresh, initdb], initdb, args), { cwd: fresh });
  } finally {
    rmSync(forInitdb, { force: true });
  }
  renameSync(fresh, clusterDir(dataDir));
}

/** The embedded PostgreSQL as a piece: on loopback, without a socket file; SIGINT is its fast and clean stop. */
export async function postgresPiece(
  dataDir: string,
  port: number,
  output: Piece['output'],
  settings: string[] = [],
): Promise<Piece> {
  const cluster = clusterDir(dataDir);
  const { postgres } = await postgresBinaries();
  const config = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'max_connections=200',
    ...settings,
  ];
  const args = ['-D', cluster, '-p', String(port), ...config.flatMap((setting) => ['-c', setting])];
  const run = (program: string, its: string[]) =>
    asPostgres(postgresIds(), [cluster, postgres], program, its);
  const [command, commandArgs] = run(postgres, args);
  return {
    name: 'PostgreSQL',
    command,
    args: commandArgs,
    cwd: cluster,
    output,
    ready: (child) =>
      untilSuccess(
        () => probe(dataDir, port),
        () => running(child),
      ),
    answers: () => probe(dataDir, port).catch(unlessItSaidSo),
    clear: (say) => endRemains(cluster, run, say),
    stopSignal: 'SIGINT',
  };
}

/** Creates the service's database, which every other process connects to. */
export async function ensureDatabase(dataDir: string, port: number): Promise<void> {
  await withClient(embeddedDatabaseUrl(dataDir, port, 'postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  });
}

const probe = (dataDir: string, port: number) =>
  withClient(embeddedDatabaseUrl(dataDir, port, 'postgres'), (client) => client.query('select 1'));

/** A server that refuses in its own words (starting, recovering, too many connections) is not frozen. */
function unlessItSaidSo(error: unknown): void {
  if (!(error instanceof pg.DatabaseError)) throw error;
}

/** Runs work with its own connection and closes it in any case. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  // If the server dies meanwhile, the query fails; without a listener this process would end.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
