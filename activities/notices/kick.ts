import type { Client } from '@temporalio/client';
import { log } from '../../config/log.ts';
import { taskQueue } from '../../workflows/messages.ts';
import { kick, notifierId, notifierWorkflow } from '../../workflows/notices.ts';

/** Milliseconds within which calls are merged. */
const gather = 1000;

/**
 * Wakes the notifier after a ticket is written. It never waits and never fails: the worker's next check of the outbox
 * finds what a lost kick missed.
 */
export function createKick(client: Client): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      void wake(client);
    }, gather).unref();
  };
}

async function wake(client: Client): Promise<void> {
  try {
    await client.withDeadline(Date.now() + 5000, () =>
      client.workflow.signalWithStart(notifierWorkflow, {
        workflowId: notifierId,
        taskQueue,
        signal: kick,
        staticSummary: 'Pemberitahuan kepada penanya dan unit',
      }),
    );
  } catch (error) {
    log.warn({ err: error }, 'could not wake the notifier');
  }
}
