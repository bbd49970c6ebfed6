import { createHash } from 'node:crypto';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { log } from '../config/log.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

export interface Database {
  prisma: PrismaClient;
  /** For LISTEN, rate limits and statements that Prisma cannot express. Prisma uses this pool too. */
  pool: pg.Pool;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Most connections, 10 by default. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL cancels a statement, 4 s by default; 0 turns it off. */
  statementTimeout?: number;
}

/** Every session uses UTC: the adapter reads and writes timestamptz wrongly in other zones (prisma issue 26786). */
export const SESSION_OPTIONS = '-c timezone=UTC';

const mark = '/* planned once */';

/**
 * Prefix of a statement that every act or request runs: each connection plans it only once, because planning takes
 * longer than running it. Only for constant texts whose best plan does not depend on the values.
 */
export const plannedOnce = Prisma.raw(mark);

/** PostgreSQL keeps the plan of a named statement. */
const nameOf = ({ sql }: { sql: string }): string =>
  sql.trimStart().startsWith(mark) ? createHash('sha256').update(sql).digest('base64url') : '';

/** Connects with the first query, which fails after 3 s without an answer. */
export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const statementTimeout = options.statementTimeout ?? 4000;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.poolSize ?? 10,
    options: SESSION_OPTIONS,
    connectionTimeoutMillis: 3000,
    statement_timeout: statementTimeout,
    // If the server cannot even report the time-out: drop the connection, and the pool opens another.
    query_timeout: statementTimeout === 0 ? undefined : statementTimeout + 400,
  });
  // Without a listener a lost idle connection would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'lost a database connection'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}
