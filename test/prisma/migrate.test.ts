import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { withClient } from '../../local/postgres.ts';
import { withSchemaEngine } from '../../prisma/engine.ts';
import { migrationsToSchema } from '../../prisma/migrate-diff.ts';
import { migrate } from '../../prisma/migrate.ts';
import { migrationOf, readMigrations } from '../../prisma/migration-files.ts';
import { createEmptyDatabase } from '../support/database.ts';

let url: string;
let drop: () => Promise<void>;
beforeEach(async () => void ({ url, drop } = await createEmptyDatabase()));
afterEach(() => drop());

const query = async (sql: string): Promise<Record<string, unknown>[]> =>
  withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

/** Without ids and times. */
const recorded = () =>
  query(`
    select migration_name, checksum, logs, applied_steps_count, finished_at is not null as finished,
      rolled_back_at is not null as rolled_back
    from _prisma_migrations order by started_at`);

/** Continues like `prisma migrate deploy`. */
const deploy = (migrations = readMigrations()) => withSchemaEngine(url, (engine) => engine.apply(migrations));

const first = migrationOf('1_first', 'create table a (id int);\ncreate table b (id int);');
const broken = migrationOf('2_broken', 'create table c (id int);\nalter table nowhere\n  add column id int;');
const mended = migrationOf('2_broken', 'create table c (id int);');
const third = migrationOf('3_third', 'create table d (id int);');

test('the migrations add up to schema.prisma', async () => {
  expect(await migrationsToSchema(url)).toBe('-- This is an empty migration.\n');
});

describe('migrate', () => {
  const names = readMigrations().map(({ name }) => name);

  it('applies each migration once, even when several processes start together', async () => {
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(runs.flat()).toEqual(names);
    const before = await recorded();
    expect(before.map(({ migration_name }) => migration_name)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    expect(await recorded()).toEqual(before);
  });

  it('records what Prisma records, in the same table', async () => {
    const columns = `
      select column_name, data_type, character_maximum_length, is_nullable, column_default
      from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`;
    await migrate(url);
    const [ours, oursAre] = [await recorded(), await query(columns)];
    await query('drop schema public cascade; create schema public');
    expect(await deploy()).toEqual(names);
    expect(ours).toEqual(await recorded());
    expect(oursAre).toEqual(await query(columns));
  });

  it('continues where Prisma stopped, and Prisma where it stopped', async () => {
    await deploy([first]);
    expect(await migrate(url, [first, mended])).toEqual(['2_broken']);
    expect(await deploy([first, mended, third])).toEqual(['3_third']);
    expect(await migrate(url, [first, mended, third])).toEqual([]);
  });

  it('refuses a migration that changed after it was applied', async () => {
    await migrate(url, [first]);
    const changed = migrationOf(first.name, `${first.sql} `);
    await expect(migrate(url, [changed, third])).rejects.toThrow(
      '1_first was changed after this database had it. Use the version that made it, or start from an empty database.',
    );
    expect(await recorded()).toHaveLength(1);
  });

  it('changes nothing in a database of other migrations, nor in one with newer migrations', async () => {
    await migrate(url, [first, third]);
    await expect(migrate(url, [first, mended])).rejects.toThrow(
      'This database has migrations that this version does not know: 3_third.',
    );
    expect(await migrate(url, [first])).toEqual([]);
    expect(await recorded()).toHaveLength(2);
  });
});

describe('a failing migration', () => {
  const failing = () => migrate(url, [first, broken, third]);
  const failure = '2_broken failed and changed nothing: relation "nowhere" does not exist';

  it('leaves nothing of itself, keeps earlier ones, and starts no later one', async () => {
    await expect(failing()).rejects.toThrow(failure);
    const tables = await query(
      `select relname from pg_class where relname in ('a', 'b', 'c', 'd') order by relname`,
    );
    expect(tables).toEqual([{ relname: 'a' }, { relname: 'b' }]);
    const done = { finished: true, rolled_back: false, logs: null, applied_steps_count: 1 };
    const failed = { ...done, finished: false, applied_steps_count: 0 };
    expect(await recorded()).toEqual([
      { migration_name: '1_first', checksum: first.checksum, ...done },
      {
        migration_name: '2_broken',
        checksum: broken.checksum,
        ...failed,
        logs: 'relation "nowhere" does not exist',
      },
    ]);
  });

  it('counts as failed in Prisma too', async () => {
    await expect(failing()).rejects.toThrow(failure);
    await expect(deploy([first, broken, third])).rejects.toThrow('The `2_broken` migration started at');
  });

  it('is retried by the next run, which Prisma understands', async () => {
    await expect(failing()).rejects.toThrow(failure);
    await expect(failing()).rejects.toThrow(failure);
    expect(await migrate(url, [first, mended, third])).toEqual(['2_broken', '3_third']);
    expect((await recorded()).map(({ rolled_back }) => rolled_back)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(await deploy([first, mended, third])).toEqual([]);
  });

  it('is reported with the line that PostgreSQL could not read', async () => {
    const unread = migrationOf('1_unread', 'create table a (id int);\n\ncreat table b ();');
    await expect(migrate(url, [unread])).rejects.toThrow('syntax error at or near "creat" (line 3)');
  });
});
