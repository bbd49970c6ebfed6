import { TestWorkflowEnvironment } from '@temporalio/testing';
import { timeSkippingServer } from '../../local/time-skipping.ts';
import { addSearchAttributes } from './search-attributes.ts';

/** A Temporal server whose time a test moves; `teardown()` it. The search attributes of tickets are known to it. */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = await timeSkippingServer((line) => console.log(line));
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await addSearchAttributes(env.connection, 'default');
  return env;
}
