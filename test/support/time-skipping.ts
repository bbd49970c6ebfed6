import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { signal } from '../../local/process.ts';
import { timeSkippingServer } from '../../local/time-skipping.ts';
import { addSearchAttributes } from './search-attributes.ts';

/** A Temporal server whose time a test moves; `teardown()` it. The search attributes of tickets are known to it. */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = endingWithUs(await timeSkippingServer((line) => console.log(line)));
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await addSearchAttributes(env.connection, 'default');
  return env;
}

/**
 * The SDK leaves its server running when a test ends without teardown, and doesn't tell its process number: a script in
 * between does.
 */
function endingWithUs(server: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-'));
  const [script, pid] = [join(folder, 'server'), join(folder, 'pid')];
  writeFileSync(script, `#!/bin/sh\necho $$ > '${pid}'\nexec '${server}' "$@"\n`, { mode: 0o755 });
  process.once('exit', () => {
    try {
      signal(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return script;
}
