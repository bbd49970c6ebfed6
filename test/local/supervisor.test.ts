import { expect, test } from 'vitest';
import { identityOf } from '../../local/process.ts';
import { createSupervisor } from '../../local/supervisor.ts';
import { makeFolder } from '../support/folder.ts';
import { scriptPiece, STAYS } from './pieces.ts';

function supervise(deaths = 5) {
  const said: string[] = [];
  const pids: number[] = [];
  const supervisor = createSupervisor({
    say: (line) => said.push(line),
    deaths,
    restMs: 10,
    onSpawn: (_, pid) => pids.push(pid),
  });
  return { ...supervisor, said, pids };
}

test('a piece that dies is started again, with lines that say so', async () => {
  const { start, stop, said, pids } = supervise();
  await start(scriptPiece(makeFolder(), 'web', STAYS));
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await expect
    .poll(() => said)
    .toEqual(['web ended (SIGKILL)', 'web is started again', 'web is ready again']);
  expect(identityOf(pids[1] ?? 0)).not.toBeNull();
  await stop();
  expect(pids.map(identityOf)).toEqual([null, null]);
});

test('five deaths of whichever pieces within a minute end it', async () => {
  const { start, stop, failed, said, pids } = supervise();
  const folder = makeFolder();
  await start(scriptPiece(folder, 'web', STAYS));
  await start(scriptPiece(folder, 'worker', STAYS));
  const readyAgain = () => said.filter((line) => line.endsWith('ready again')).length;
  // Two at once; those that come for them only when both are ready: who dies before is never told to be.
  for (const n of [0, 1]) process.kill(pids[n] ?? 0, 'SIGKILL');
  for (const n of [2, 3]) {
    await expect.poll(readyAgain).toBe(n);
    process.kill(pids[n] ?? 0, 'SIGKILL');
  }
  await expect.poll(readyAgain).toBe(4);
  process.kill(pids.at(-1) ?? 0, 'SIGKILL');
  await expect(failed).rejects.toThrow('5 deaths within 60 s');
  await stop();
  expect(pids.map(identityOf).filter((identity) => identity !== null)).toEqual([]);
});

test('a piece that never gets ready ends it too', async () => {
  const { start, stop, said, pids } = supervise(3);
  const piece = {
    ...scriptPiece(makeFolder(), 'web', 'process.exit(7)'),
    ready: () => new Promise<void>(() => undefined),
  };
  await expect(start(piece)).rejects.toThrow('3 deaths within 60 s, the last of web: giving up');
  expect(said[0]).toBe('web ended before it was ready (exit code 7)');
  await stop();
  expect(pids.length).toBe(3);
});

test('a program that is not there is told, not thrown', async () => {
  const { start, stop, said } = supervise(2);
  await expect(
    start({ ...scriptPiece(makeFolder(), 'web', STAYS), command: '/nonexistent' }),
  ).rejects.toThrow('2 deaths');
  expect(said[0]).toBe('web ended before it was ready (it could not be run)');
  await stop();
});

test('pieces are stopped by a signal that they can answer, the last started first', async () => {
  const lines: string[] = [];
  const { start, stop } = supervise();
  const folder = makeFolder();
  const slow = `process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => setTimeout(() => { console.log('slow'); process.exit(0); }, 300)); ${STAYS}`;
  await start(scriptPiece(folder, 'first', STAYS, lines));
  await start(scriptPiece(folder, 'second', slow, lines));
  await stop();
  await expect.poll(() => lines).toEqual(['slow', 'bye']);
});
