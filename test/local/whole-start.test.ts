/** All of bin/start, with pieces that die and freeze during the start and afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../../config/env.ts';
import { freePort } from '../../local/ports.ts';
import { signal } from '../../local/process.ts';
import { makeFolder } from '../support/folder.ts';

const soon = { timeout: 180_000 };

test(
  'bin/start restarts pieces that die during the last steps or freeze later',
  { timeout: 600_000 },
  async () => {
    const dataDir = join(makeFolder(), 'data');
    const names = ['PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
    const ports: Record<string, string> = {};
    for (const name of names) ports[name] = String(await freePort());
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...ports, DATA_DIR: dataDir };
    const child = spawn(process.execPath, [join(ROOT, 'local/start.ts')], { env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const pidOf = (piece: string): number =>
      (JSON.parse(readFileSync(join(dataDir, 'run', `${piece}.json`), 'utf8')) as { pid: number }).pid;
    const killAt: [line: string, piece: string][] = [
      ['Bringing the database up to date', 'PostgreSQL'],
      ['Loading reference data', 'PostgreSQL'],
      ['Starting the web', 'Worker'],
      ['Loading demo tickets', 'Temporal'],
    ];
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const [, piece] = killAt.find(([line]) => text.includes(line)) ?? [];
        // After the step has begun.
        if (piece) setTimeout(() => signal(pidOf(piece), 'SIGKILL'), 300);
      });
    await expect.poll(() => output, soon).toContain('Ctrl-C stops everything');
    for (const piece of ['PostgreSQL', 'Worker', 'Temporal'])
      expect(output).toContain(`${piece} is ready again`);
    const page = async () => (await fetch(`http://localhost:${ports['PORT']}/readyz`)).status;
    await expect.poll(page, soon).toBe(200);

    for (const piece of ['Worker', 'Web']) signal(pidOf(piece), 'SIGSTOP');
    for (const piece of ['Worker', 'Web'])
      await expect.poll(() => output, soon).toContain(`${piece} stopped answering and was ended`);
    await expect.poll(() => output, soon).toContain('Web is ready again');
    await expect.poll(page, soon).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);
