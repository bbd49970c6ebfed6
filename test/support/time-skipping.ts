import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { identityOf, signal } from '../../local/process.ts';
import { timeSkippingServer } from '../../local/time-skipping.ts';
import { addSearchAttributes } from '../../worker/namespace.ts';
import { searchAttributes } from '../../workflows/messages.ts';

/** A Temporal server whose time a test moves, with the tickets' search attributes. Call `teardown()`. */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const server = await timeSkippingServer((line) => console.log(line));
  const env = await startPatiently(server);
  await addSearchAttributes(env.connection, 'default', Object.values(searchAttributes));
  return env;
}

/** The SDK gives up after five seconds, which Java alone may need to start on a busy machine. */
async function startPatiently(server: string, attempts = 5): Promise<TestWorkflowEnvironment> {
  try {
    return await start(server);
  } catch (error) {
    if (attempts === 1) throw error;
    return startPatiently(server, attempts - 1);
  }
}

async function start(server: string): Promise<TestWorkflowEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-'));
  const path = tellingPid(server, folder);
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  } finally {
    endWithTests(Number(readFileSync(join(folder, 'pid'), 'utf8')));
    rmSync(folder, { recursive: true });
  }
}

/** The SDK doesn't reveal its server's process id, so a script in between does. It also makes Java start faster. */
function tellingPid(server: string, folder: string): string {
  const script = join(folder, 'server');
  const lines = [
    '#!/bin/sh',
    `echo $$ > '${join(folder, 'pid')}'`,
    "export JDK_JAVA_OPTIONS='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'",
    `exec '${server}' "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}

/** The SDK leaves its server running if a test ends without teardown. */
function endWithTests(pid: number): void {
  const identity = identityOf(pid);
  if (identity !== null) servers.set(pid, identity);
}

const servers = new Map<number, string>();
process.once('exit', () => {
  for (const [pid, identity] of servers) if (identityOf(pid) === identity) signal(pid, 'SIGKILL');
});
