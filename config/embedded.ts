import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where bin/start's PostgreSQL is found by pieces that are run singly beside it. */

export const DATABASE_NAME = 'dashboard_cso';
export const DATABASE_USER = 'postgres';

/** The file that keeps the embedded PostgreSQL's random password, readable by its owner alone. */
export const passwordFile = (dataDir: string): string => join(dataDir, 'postgres-password');

/** The embedded PostgreSQL's address; without a password as long as no bin/start has made one. */
export function embeddedDatabaseUrl(dataDir: string, port: number, database = DATABASE_NAME): string {
  const file = passwordFile(dataDir);
  const password = existsSync(file) ? `:${readFileSync(file, 'utf8').trim()}` : '';
  return `postgresql://${DATABASE_USER}${password}@127.0.0.1:${port}/${database}`;
}
