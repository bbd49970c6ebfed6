import { expect, test } from 'vitest';
import { freePort } from '../../local/ports.ts';
import { calendarOf } from '../../calendar/tables.ts';
import { openDatabase } from '../../prisma/client.ts';
import { createDatabase } from '../support/database.ts';

test('an instant is stored and read unchanged, and the session is in UTC', async () => {
  const database = await createDatabase();
  await database.pool.query(
    `alter database ${new URL(database.url).pathname.slice(1)} set timezone to 'Asia/Jakarta'`,
  );
  const again = openDatabase(database.url);
  const account = await again.prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const at = new Date('2026-08-13T11:30:00.123Z');
  await again.prisma.session.create({
    data: { tokenHash: 'x', accountId: account.id, year: 2026, lastSeenAt: at },
  });
  expect((await again.prisma.session.findUniqueOrThrow({ where: { tokenHash: 'x' } })).lastSeenAt).toEqual(
    at,
  );
  const raw = await again.pool.query<{ text: string; zone: string }>(
    `select last_seen_at::text as text, current_setting('timezone') as zone from session`,
  );
  expect(raw.rows).toEqual([{ text: '2026-08-13 11:30:00.123+00', zone: 'UTC' }]);
  await again.close();
  await database.drop();
});

test('a connection plans marked statements once, and no others', async () => {
  const database = await createDatabase({ poolSize: 1 });
  const { prisma, pool } = database;
  for (const province of ['Riau', 'Papua']) await calendarOf(prisma, { zone: 'Asia/Jakarta', province });
  await prisma.unit.count();
  const { rows } = await pool.query<{ statement: string }>('select statement from pg_prepared_statements');
  expect(rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('sla_setting')]);
  await database.drop();
});

test('a slow statement is cancelled', async () => {
  const database = await createDatabase({ statementTimeout: 200 });
  await expect(database.pool.query('select pg_sleep(10)')).rejects.toThrow('statement timeout');
  await database.drop();
});

test('a database that is down causes an error, not the end of the process', async () => {
  const away = openDatabase(`postgresql://postgres@127.0.0.1:${await freePort()}/none`);
  await expect(away.prisma.unit.count()).rejects.toThrow();
  await away.close();
});

test('connections that the server ends are replaced', async () => {
  const database = await createDatabase();
  const other = openDatabase(database.url);
  await other.prisma.unit.count();
  await database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  await expect.poll(() => other.prisma.unit.count().catch(() => 0)).toBeGreaterThan(0);
  await other.close();
  await database.drop();
});
