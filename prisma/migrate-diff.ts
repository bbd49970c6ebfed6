import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config/env.ts';
import { withSchemaEngine } from './engine.ts';

const SCHEMA = join(import.meta.dirname, 'schema.prisma');

/**
 * SQL that leads from the last migration to schema.prisma: the text of the next migration.
 * @param databaseUrl any database on a server that allows temporary shadow databases
 */
export const migrationsToSchema = (databaseUrl: string): Promise<string> =>
  withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      tag: 'schemaDatamodel',
      files: [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }],
    }),
  );

if (import.meta.main) console.log(await migrationsToSchema(readConfig().databaseUrl));
