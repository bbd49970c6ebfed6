/** Tells HAI's systems of one escalation, at least once: what they are told twice has the same id. */
import { proxyActivities } from '@temporalio/workflow';
import { mailTaskQueue } from './notices.ts';
import type { EscalationId, WebhookActivities } from './notices.ts';

const { callHai } = proxyActivities<WebhookActivities>({
  taskQueue: mailTaskQueue,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/** Calls until HAI's system has taken the escalation, for a day at the longest. */
export async function webhook(escalation: EscalationId): Promise<void> {
  await callHai(escalation);
}
