import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { identityOf, signal } from '../../local/process.ts';
import { timeSkippingServer } from '../../local/time-skipping.ts';
import { addSearchAttributes } from '../../worker/namespace.ts';
import { searchAttributes } from '../../workflows/messages.ts';

/** A Temporal server whose time a test moves; `teardown()` it. The search attributes of tickets are known to it. */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const server = await timeSkippingServer((line) => console.log(line));
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-'));
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: tellingPid(server, folder) } },
  });
  endWithTests(Number(readFileSync(join(folder, 'pid'), 'utf8')));
  rmSync(folder, { recursive: true });
  await addSearchAttributes(env.connection, 'default', Object.values(searchAttributes));
  return env;
}

/** The SDK doesn't tell the process number of its server: a script in between does. */
function tellingPid(server: string, folder: string): string {
  const script = join(folder, 'server');
  writeFileSync(script, `#!/bin/sh\necho $$ > '${join(folder, 'pid')}'\nexec '${server}' "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

/** The SDK leaves its server running when a test ends without teardown. */
function endWithTests(pid: number): void {
  const identity = identityOf(pid);
  process.once('exit', () => {
    if (identity !== null && identityOf(pid) === identity) signal(pid, 'SIGKILL');
  });
}
