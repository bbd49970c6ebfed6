import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { fillCache } from './cache.ts';

type Server = 'dev-server' | 'time-skipping';

/**
 * Downloads a Temporal server through the SDK, which does so when it starts one: stops that server at once and keeps
 * its program in the cache as `file`.
 * @returns the program's path
 * @throws Error when the download is refused
 */
export async function sdkDownload(
  server: Server,
  version: string,
  folder: string,
  file: string,
): Promise<string> {
  const downloads = mkdtempSync(join(tmpdir(), 'temporal-download-'));
  const executable = { type: 'cached-download', downloadDir: downloads, version } as const;
  try {
    const env =
      server === 'dev-server'
        ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
        : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    await env.teardown();
    const kept = await fillCache(folder, (target) => {
      const name = readdirSync(downloads).find((entry) => !entry.endsWith('.downloading'));
      if (name === undefined) throw new Error('the download left no file');
      copyFileSync(join(downloads, name), join(target, file));
      chmodSync(join(target, file), 0o755);
      return Promise.resolve();
    });
    return join(kept, file);
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
