import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { Life } from '../measure.ts';

export const bareQueue = 'bare';

const question = 'Mohon bantuannya, SPM sudah kami ajukan.'.repeat(5);

/** Two equal round trips to the server, without tickets. */
export const bareLife =
  (client: Client): Life =>
  async (step) => {
    const workflowId = `bare-${randomUUID()}`;
    const start = new WithStartWorkflowOperation('bare', {
      workflowId,
      taskQueue: bareQueue,
      args: [{ question }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    await step('record', () =>
      client.workflow.executeUpdateWithStart('recorded', {
        updateId: 'recorded',
        startWorkflowOperation: start,
      }),
    );
    const handle = client.workflow.getHandle(workflowId);
    await step('answer', () =>
      handle.executeUpdate('answer', { args: [{ body: question }], updateId: randomUUID() }),
    );
  };
