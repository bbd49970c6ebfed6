import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { withClient } from '../../local/postgres.ts';
import { openDatabase, type Database, type DatabaseOptions } from '../../prisma/client.ts';
import { withDatabase } from '../../prisma/engine-adapter.ts';
import { TEMPLATE } from './provided.ts';

export interface TestDatabase extends Pick<Database, 'prisma' | 'pool'> {
  url: string;
  /** Closes this connection and deletes the database, whoever else is connected. */
  drop: () => Promise<void>;
}

/** A migrated database with reference and demo data, in some 50 ms. */
export async function createDatabase(options?: DatabaseOptions): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = withDatabase(inject('templateUrl'), name);
  const { prisma, pool, close } = openDatabase(url, options);
  const drop = async () => {
    await close();
    await administer(`drop database ${name} with (force)`);
  };
  return { url, prisma, pool, drop };
}

/** An empty database on the tests' server. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  return {
    url: withDatabase(inject('templateUrl'), name),
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

const administer = (sql: string): Promise<void> =>
  withClient(
    withDatabase(inject('templateUrl'), 'postgres'),
    async (client) => void (await client.query(sql)),
  );
