import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MIGRATIONS = join(import.meta.dirname, 'migrations');

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of its text, like Prisma's. */
  checksum: string;
}

/** All migrations, oldest first. */
export const readMigrations = (): Migration[] =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => migrationOf(name, readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8')))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const migrationOf = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});
