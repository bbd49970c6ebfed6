import { readConfig } from '../config/env.ts';
import { withSchemaEngine } from './engine.ts';
import { migrationFiles, schemaFile } from './migration-files.ts';

/**
 * SQL that leads from where the migrations end to schema.prisma: the text of the next migration.
 * @param databaseUrl any database of a server where a shadow database may be made for a moment.
 */
export function migrationsToSchema(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({ from: { tag: 'migrations', ...migrationFiles() }, to: schemaFile() }),
  );
}

if (import.meta.main) console.log(await migrationsToSchema(readConfig().databaseUrl));
