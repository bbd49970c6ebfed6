import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '../config/env.ts';
import { readMigrations } from './migration-files.ts';
import type { Migration } from './migration-files.ts';

/** Prisma's own lock number, so that this and `prisma migrate deploy` wait for each other. */
const LOCK = 72_707_369;

/** Like Prisma's. */
const TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** Why a database cannot be migrated, in one line. */
class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Applies the missing migrations, each in a transaction, and records them in `_prisma_migrations` like `prisma
 * migrate deploy`. Simultaneous runs wait for each other. A failed migration is retried by the next run.
 * @returns the names of the migrations applied now
 * @throws MigrationError if one fails, or the database was made by other migrations
 */
export async function migrate(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
    const pending = pendingOf(migrations, await appliedTo(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The checksums of applied migrations, by name. */
async function appliedTo(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(`
    select migration_name as name, checksum from _prisma_migrations
    where finished_at is not null and rolled_back_at is null`);
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function pendingOf(migrations: Migration[], applied: Map<string, string>): Migration[] {
  const changed = migrations.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (changed)
    throw new MigrationError(`${changed.name} was changed after this database had it. ${startAgain}`);
  const pending = migrations.filter(({ name }) => !applied.has(name));
  const names = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !names.has(name));
  if (pending.length > 0 && unknown.length > 0)
    throw new MigrationError(
      `This database has migrations that this version does not know: ${unknown.join(', ')}. ${startAgain}`,
    );
  return pending;
}

const startAgain = 'Use the version that made it, or start from an empty database.';

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(
    `update _prisma_migrations set rolled_back_at = now()
     where migration_name = $1 and finished_at is null and rolled_back_at is null`,
    [name],
  );
  const id = randomUUID();
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1`,
      [id],
    );
    await client.query('commit');
  } catch (error) {
    const message = messageOf(error, sql);
    // On a lost connection neither works; only the migration's own error matters.
    await client.query('rollback').catch(() => undefined);
    await client
      .query('update _prisma_migrations set logs = $2 where id = $1', [id, message])
      .catch(() => undefined);
    throw new MigrationError(`${name} failed and changed nothing: ${message}`, { cause: error });
  }
}

/** PostgreSQL's message, and the line of the migration that it is about. */
function messageOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const { message, position } = error;
  if (position === undefined) return message;
  return `${message} (line ${sql.slice(0, Number(position)).split('\n').length})`;
}

if (import.meta.main) {
  try {
    const applied = await migrate(readConfig().databaseUrl);
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log('The database has every migration already');
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
