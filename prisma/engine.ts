import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { engineAdapter } from './engine-adapter.ts';

export type { MigrationList, SchemaFilter, DiffTarget } from '@prisma/schema-engine-wasm';

const FILTERS = { externalTables: [], externalEnums: [] };

type Engine = wasm.SchemaEngine;
type Plain<Method extends 'applyMigrations' | 'diff'> = Omit<Parameters<Engine[Method]>[0], 'filters'>;

/** The official schema engine as WebAssembly, over pg: it needs no download (docs/decisions). */
export interface SchemaEngine {
  apply(input: Plain<'applyMigrations'>): Promise<string[]>;
  /** SQL that leads from one state to another; empty when they are the same. */
  diff(input: Pick<Plain<'diff'>, 'from' | 'to'>): Promise<string>;
}

/** Does work with a schema engine on this database; its connections are closed afterwards. */
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
      apply: async (input) =>
        (await engine.applyMigrations({ ...input, filters: FILTERS })).appliedMigrationNames,
      diff: async (input) => {
        const result = await engine.diff({ ...input, script: true, exitCode: null, filters: FILTERS });
        return result.stdout ?? '';
      },
    });
  } finally {
    engine.free();
    await close();
  }
}

let instantiated: Promise<void> | undefined;

/** By hand, since Node imports .wasm files only behind a flag. */
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
