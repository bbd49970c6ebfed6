import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../config/env.ts';
import { takeDataDir } from '../../local/lock.ts';
import { freePort } from '../../local/ports.ts';
import { makeFolder } from '../support/folder.ts';

/** Runs bin/start's program to its end. */
async function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'local/start.ts')], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

test('a bad setting is reported in one line before anything starts', async () => {
  const dataDir = join(makeFolder(), 'data');
  const { code, output } = await start({ DATA_DIR: dataDir, PORT: 'abc' });
  expect({ code, output }).toEqual({ code: 1, output: 'PORT must be a whole number from 1 to 65535\n' });
  expect(existsSync(dataDir)).toBe(false);
});

test.each(['PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'])(
  'a port in use is reported with %s',
  async (name) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const names = ['PORT', 'PG_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
    const ports = Object.fromEntries(
      await Promise.all(names.map(async (one) => [one, String(await freePort())] as const)),
    );
    const { code, output } = await start({
      ...ports,
      DATA_DIR: join(makeFolder(), 'data'),
      [name]: String(port),
    });
    taken.close();
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(`^${name} must be a free port: ${port}, for .*, is used by another program\\n$`),
    );
  },
);

test('a second start on the same data says that one is running', async () => {
  const dataDir = makeFolder();
  takeDataDir(dataDir);
  const { code, output } = await start({ DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(output).toBe(`bin/start is running already on ${dataDir} (process ${process.pid})\n`);
});
