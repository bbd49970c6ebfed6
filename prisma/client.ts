import { createHash } from 'node:crypto';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { log } from '../config/log.ts';
import { Prisma, PrismaClient } from './generated/client.ts';

export interface Database {
  prisma: PrismaClient;
  /** For LISTEN, rate limits and what Prisma can't say; Prisma takes its connections from the same pool. */
  pool: pg.Pool;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most, 10 unless said. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL ends a statement, 4 s unless said; 0 turns it off. */
  statementTimeout?: number;
}

/** Every session is in UTC: the adapter reads and writes timestamptz wrong in any other zone (prisma issue 26786). */
export const SESSION_OPTIONS = '-c timezone=UTC';

const mark = '/* planned once */';

/**
 * Begins a statement of every act or request: a connection plans it once, which takes longer than to run it. For texts that
 * do not vary and whose plan no value would change.
 */
export const plannedOnce = Prisma.raw(mark);

/** PostgreSQL keeps what has a name. */
const nameOf = ({ sql }: { sql: string }): string =>
  sql.trimStart().startsWith(mark) ? createHash('sha256').update(sql).digest('base64url') : '';

/** Opens nothing yet: the first query connects, and fails after 3 s without an answer. */
export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const statementTimeout = options.statementTimeout ?? 4000;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.poolSize ?? 10,
    options: SESSION_OPTIONS,
    connectionTimeoutMillis: 3000,
    statement_timeout: statementTimeout,
    // For a server that can't even say so: the connection is given up, and the pool opens another.
    query_timeout: statementTimeout === 0 ? undefined : statementTimeout + 400,
  });
  // Without a listener a lost idle connection ends the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}
