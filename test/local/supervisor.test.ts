import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf } from '../../local/process.ts';
import { createSupervisor } from '../../local/supervisor.ts';
import { makeFolder } from '../support/folder.ts';
import { scriptPiece, STAYS } from './pieces.ts';

function supervise(restMs = 10) {
  const said: string[] = [];
  const pids: number[] = [];
  const supervisor = createSupervisor({
    say: (line) => said.push(line),
    restMs,
    askEveryMs: 500,
    onSpawn: (_, pid) => pids.push(pid),
  });
  return { ...supervisor, said, pids };
}

test('restarts a piece that dies, and says so', async () => {
  const { start, stop, said, pids } = supervise();
  await start(scriptPiece(makeFolder(), 'web', STAYS));
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await expect
    .poll(() => said)
    .toEqual(['web ended (SIGKILL); next try in 0.01 s', 'web is being restarted', 'web is ready again']);
  expect(identityOf(pids[1] ?? 0)).not.toBeNull();
  await stop();
  expect(pids.map(identityOf)).toEqual([null, null]);
});

test("retries a piece that can't start, at growing intervals, until it can", async () => {
  const { start, stop, allReady, said, pids } = supervise();
  const cause = join(makeFolder(), 'cause');
  writeFileSync(cause, '');
  const started = start(
    scriptPiece(makeFolder(), 'web', `if (existsSync('${cause}')) process.exit(7); ${STAYS}`),
  );
  await expect.poll(() => pids.length, { timeout: 20_000 }).toBeGreaterThan(5);
  rmSync(cause);
  await started;
  await allReady();
  const tries = said.filter((line) => line.startsWith('web ended before it was ready (exit code 7)'));
  const rests = tries.map((line) => Number(/next try in (.*) s/.exec(line)?.[1]));
  expect(rests.slice(0, 5)).toEqual([0.01, 0.02, 0.04, 0.08, 0.16]);
  await stop();
});

test('says which pieces it is waiting for', async () => {
  const { start, stop, allReady, said, pids } = supervise(1000);
  const folder = makeFolder();
  await start(scriptPiece(folder, 'worker', STAYS));
  await start(scriptPiece(folder, 'web', STAYS));
  process.kill(pids[1] ?? 0, 'SIGKILL');
  await expect.poll(() => said).toContain('web ended (SIGKILL); next try in 1 s');
  await allReady();
  expect(said).toContain('Waiting for web');
  expect(said.at(-1)).toBe('web is ready again');
  await stop();
});

test('ends and restarts a frozen piece', async () => {
  const { start, stop, said, pids } = supervise();
  await start(scriptPiece(makeFolder(), 'web', STAYS));
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  await expect.poll(() => said, { timeout: 30_000 }).toContain('web is ready again');
  expect(said[0]).toBe('web stopped answering and was ended; next try in 0.01 s');
  expect(identityOf(pids[0] ?? 0)).toBeNull();
  await stop();
});

test('reports a missing program instead of throwing', async () => {
  const { start, stop, said } = supervise();
  void start({ ...scriptPiece(makeFolder(), 'web', STAYS), command: '/nonexistent' });
  await expect.poll(() => said[0]).toMatch('web ended before it was ready (it could not be run)');
  await stop();
});

test("reports why a piece's log can't be written, and retries", async () => {
  const { start, stop, said } = supervise();
  const folder = makeFolder();
  const file = join(folder, 'log');
  writeFileSync(file, '');
  const piece = { ...scriptPiece(folder, 'web', STAYS), output: join(file, 'web.log') };
  const started = start(piece);
  await expect.poll(() => said[0]).toMatch(/^E(NOTDIR|EXIST): .*; next try in 0.01 s$/);
  rmSync(file);
  await started;
  await stop();
});

test('stops pieces by a signal that they can handle, in reverse order', async () => {
  const lines: string[] = [];
  const { start, stop } = supervise();
  const folder = makeFolder();
  const slow = `process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => setTimeout(() => { console.log('slow'); process.exit(0); }, 300)); ${STAYS}`;
  await start(scriptPiece(folder, 'first', STAYS, lines));
  await start(scriptPiece(folder, 'second', slow, lines));
  await stop();
  await expect.poll(() => lines).toEqual(['slow', 'bye']);
});
