import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { embeddedDatabaseUrl } from '../../config/embedded.ts';
import { makeDataDir } from '../../local/data-dir.ts';
import { spawnPiece, stopPiece, untilReady } from '../../local/piece.ts';
import { freePort } from '../../local/ports.ts';
import { ensureDatabase, initPostgres, postgresPiece, withClient } from '../../local/postgres.ts';
import { makeFolder } from '../support/folder.ts';

async function withPostgres(
  dataDir: string,
  work: (url: string, port: number) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  await initPostgres(dataDir);
  const piece = await postgresPiece(dataDir, port, () => undefined);
  const child = spawnPiece(piece);
  try {
    await untilReady(piece, child);
    await ensureDatabase(dataDir, port);
    await work(embeddedDatabaseUrl(dataDir, port), port);
  } finally {
    await stopPiece(piece, child);
  }
}

test('PostgreSQL runs below a folder that only its owner may enter, and keeps its data', async () => {
  const closed = join(makeFolder(), 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o700);
  const dataDir = join(closed, 'data');
  makeDataDir(dataDir);
  await withPostgres(dataDir, async (url) => {
    await withClient(url, (client) => client.query('create table kept as select 42 as n'));
  });
  await withPostgres(dataDir, async (url) => {
    const { rows } = await withClient(url, (client) => client.query('select n from kept'));
    expect(rows).toEqual([{ n: 42 }]);
  });
});

test('nobody connects without the password, which only its owner can read', async () => {
  const dataDir = makeFolder();
  await withPostgres(dataDir, async (url) => {
    const wrong = new URL(url);
    wrong.password = 'postgres';
    await expect(withClient(wrong.href, (client) => client.query('select 1'))).rejects.toThrow(
      'password authentication',
    );
  });
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
});
