import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList } from '@prisma/schema-engine-wasm';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { engineAdapter } from './engine-adapter.ts';
import { MIGRATIONS, readMigrations } from './migration-files.ts';
import type { Migration } from './migration-files.ts';

const filters = { externalTables: [], externalEnums: [] };

/**
 * The official schema engine as WebAssembly, over pg, so it needs no download. Only for development and tests
 * (decision 6).
 */
interface SchemaEngine {
  /**
   * Like `prisma migrate deploy`; tests compare migrate.ts with it.
   * @returns the names of the migrations applied now
   */
  apply(migrations: Migration[]): Promise<string[]>;
  /** SQL that leads from the last migration to another state; empty if they are the same. */
  diff(to: DiffTarget): Promise<string>;
}

/** Runs work with a schema engine on this database, then closes its connections. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate();
  const { factory, close } = engineAdapter(databaseUrl);
  const engine = await wasm.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work({
      apply: async (migrations) => {
        const applied = await engine.applyMigrations({ migrationsList: listOf(migrations), filters });
        return applied.appliedMigrationNames;
      },
      diff: async (to) => {
        const from = { tag: 'migrations' as const, ...listOf(readMigrations()) };
        const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters });
        return stdout ?? '';
      },
    });
  } finally {
    engine.free();
    await close();
  }
}

/** Migrations in the engine's format. */
function listOf(migrations: Migration[]): MigrationList {
  const path = 'migration_lock.toml';
  return {
    baseDir: MIGRATIONS,
    lockfile: { path, content: readFileSync(join(MIGRATIONS, path), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

let instantiated: Promise<void> | undefined;

/** Loaded by hand, because Node imports .wasm files only behind a flag. */
function instantiate(): Promise<void> {
  return (instantiated ??= (async () => {
    const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = readFileSync(path.replace(/\.js$/, '.wasm'));
    const imports = { './schema_engine_bg.js': wasm as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    const glue = wasm as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })());
}
