import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How other processes find bin/start's PostgreSQL. */

export const DATABASE_NAME = 'dashboard_cso';
export const DATABASE_USER = 'postgres';

/** The file with the embedded PostgreSQL's random password, readable only by its owner. */
export const passwordFile = (dataDir: string): string => join(dataDir, 'postgres-password');

/** The embedded PostgreSQL's address, without a password until bin/start has created one. */
export function embeddedDatabaseUrl(dataDir: string, port: number, database = DATABASE_NAME): string {
  const file = passwordFile(dataDir);
  const password = existsSync(file) ? `:${readFileSync(file, 'utf8').trim()}` : '';
  return `postgresql://${DATABASE_USER}${password}@127.0.0.1:${port}/${database}`;
}
