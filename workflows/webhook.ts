/** Notifies HAI's systems of one escalation, at least once: a repetition has the same id. */
import { proxyActivities } from '@temporalio/workflow';
import { mailTaskQueue } from './notices.ts';
import type { EscalationId, WebhookActivities } from './notices.ts';

const { callHai } = proxyActivities<WebhookActivities>({
  taskQueue: mailTaskQueue,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/** Calls until HAI's system accepts the escalation, for at most a day. */
export async function webhook(escalation: EscalationId): Promise<void> {
  await callHai(escalation);
}
