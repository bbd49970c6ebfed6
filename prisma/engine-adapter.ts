import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
} from '@prisma/driver-adapter-utils';
import { SESSION_OPTIONS } from './client.ts';

const CHAR = 18;
const { TEXT } = pg.types.builtins;

interface EngineAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** The engine closes its shadow databases itself, but not its connections to the database. */
  close: () => Promise<void>;
}

/**
 * The schema engine's connections, with fixes for three faults of adapter-pg 7.10: it rejects the type "char", which
 * the engine reads from PostgreSQL's catalogue; it splits scripts at every semicolon, even in comments and functions;
 * it drops the shadow database while still connected to it.
 */
export function engineAdapter(databaseUrl: string): EngineAdapter {
  const open: SqlDriverAdapter[] = [];
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const adapter = await connect(databaseUrl);
      open.push(adapter);
      return adapter;
    },
    connectToShadowDb: async () => {
      const name = `shadow_${randomUUID()}`;
      await execute(databaseUrl, `create database "${name}"`);
      const shadow = await connect(withDatabase(databaseUrl, name));
      return disposedBy(shadow, () => execute(databaseUrl, `drop database "${name}" with (force)`));
    },
  };
  const close = async () => void (await Promise.all(open.map((adapter) => adapter.dispose())));
  return { factory, close };
}

/** The address of another database on the same server. */
export function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function connect(connectionString: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString, options: SESSION_OPTIONS, connectionTimeoutMillis: 10_000 });
  const adapter = await new PrismaPg(poolReadingChar(pool), { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    executeScript: (script: string) => wholeScript(pool, script),
    queryRaw: (query: SqlQuery) =>
      charColumns.run(new Set(), async () => {
        const result = await queryRaw(query);
        for (const n of charColumns.getStore() ?? []) result.columnTypes[n] = ColumnTypeEnum.Character;
        return result;
      }),
  });
}

/** The columns of type "char" in the running query, by position. */
const charColumns = new AsyncLocalStorage<Set<number>>();

function poolReadingChar(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<Partial<pg.QueryResult>>;
  const reading = async (...args: unknown[]) => {
    const result = await query(...args);
    result.fields?.forEach((field, n) => {
      if (field.dataTypeID !== CHAR) return;
      field.dataTypeID = TEXT;
      charColumns.getStore()?.add(n);
    });
    return result;
  };
  return Object.assign(pool, { query: reading });
}

/** One message, which PostgreSQL runs as one transaction: a failing migration leaves nothing behind. */
async function wholeScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    const { code = '', message, severity = '', detail, hint, where } = error as pg.DatabaseError;
    throw new DriverAdapterError({
      kind: 'postgres',
      code,
      severity,
      message: [message, detail, hint, where].filter(Boolean).join('\n'),
      detail,
      hint,
      column: undefined,
      originalCode: code,
      originalMessage: message,
    });
  }
}

function disposedBy(adapter: SqlDriverAdapter, after: () => Promise<void>): SqlDriverAdapter {
  const dispose = adapter.dispose.bind(adapter);
  return Object.assign(adapter, { dispose: () => dispose().then(after) });
}

async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
