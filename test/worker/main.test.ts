/** The worker process itself, as `npm run worker` starts it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { makeFolder } from '../support/folder.ts';

test('SIGTERM ends a worker that waits for a silent Temporal', async () => {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const worker = fork('worker/main.ts', {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      DATA_DIR: makeFolder(),
      LOG_LEVEL: 'silent',
    },
  });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await once(silent, 'connection');
  worker.kill('SIGTERM');
  expect(await once(worker, 'exit')).toEqual([0, null]);
});
