import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endLeftover, remember, takeDataDir } from '../../local/lock.ts';
import { spawnPiece, untilReady } from '../../local/piece.ts';
import { identityOf } from '../../local/process.ts';
import { makeFolder } from '../support/folder.ts';
import { scriptPiece, STAYS } from './pieces.ts';

const lockModule = join(import.meta.dirname, '../../local/lock.ts');

/** Another process that takes the folder and keeps it. */
async function holder(dataDir: string) {
  const code = `const { takeDataDir } = await import('${lockModule}'); takeDataDir('${dataDir}'); console.log('taken'); ${STAYS}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('only one process holds a DATA_DIR, and another learns which', async () => {
  const dataDir = makeFolder();
  const other = await holder(dataDir);
  expect(() => takeDataDir(dataDir)).toThrow(`running already on ${dataDir} (process ${other.pid})`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const giveBack = takeDataDir(dataDir);
  giveBack();
  expect(readdirSync(join(dataDir, 'run'))).toEqual([]);
});

test('a later process with the same pid is neither holder nor leftover', async () => {
  const dataDir = makeFolder();
  takeDataDir(dataDir)();
  const lock = JSON.stringify({ pid: process.pid, identity: 'of an earlier one', stopSignal: 'SIGKILL' });
  for (const name of ['start', 'web']) writeFileSync(join(dataDir, `run/${name}.json`), lock);
  expect(await endLeftover(dataDir, 'web')).toBe(false);
  takeDataDir(dataDir)();
});

test('stops what a killed bin/start left behind, and no other process', async () => {
  const dataDir = makeFolder();
  takeDataDir(dataDir);
  const piece = scriptPiece(dataDir, 'web', STAYS);
  const child = spawnPiece(piece);
  await untilReady(piece, child);
  remember(dataDir, 'web', child.pid ?? 0, 'SIGTERM');
  expect(await endLeftover(dataDir, 'web')).toBe(true);
  expect(identityOf(child.pid ?? 0)).toBeNull();
  expect(await endLeftover(dataDir, 'web')).toBe(false);
  expect(existsSync(join(dataDir, 'run/web.json'))).toBe(false);
});
