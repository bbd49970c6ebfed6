import type { Client } from '@temporalio/client';
import { log } from '../../config/log.ts';
import { taskQueue } from '../../workflows/messages.ts';
import { kick, notifierId, notifierWorkflow } from '../../workflows/notices.ts';

/** Milliseconds in which many calls are one. */
const gather = 1000;

/**
 * Makes what wakes the notifier after a ticket was written. It never waits and never fails: what a kick does not reach is in the
 * outbox, and found by the worker's next look.
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
    log.warn({ err: error }, 'the notifier could not be woken');
  }
}
