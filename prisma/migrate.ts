import pg from 'pg';
import { readConfig } from '../config/env.ts';
import { withSchemaEngine } from './engine.ts';
import { migrationFiles } from './migration-files.ts';

/** Any fixed number; only two runs of migrations must agree on it. */
const LOCK = 527_010_008;

/**
 * Applies the migrations that the database lacks and records them in `_prisma_migrations`, as `prisma migrate deploy`
 * does. Runs at the same time wait for each other.
 * @returns the names of those applied now.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const holder = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await holder.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [LOCK]);
    return await withSchemaEngine(databaseUrl, (engine) =>
      engine.apply({ migrationsList: migrationFiles() }),
    );
  } finally {
    await holder.end();
  }
}

if (import.meta.main) {
  const applied = await migrate(readConfig().databaseUrl);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length === 0) console.log('The database has every migration already');
}
