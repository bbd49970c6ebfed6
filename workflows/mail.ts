/** The sending of one mail: gather if it is a digest, hand over with retries, note the outcome. */
import { ActivityFailure, proxyActivities, sleep } from '@temporalio/workflow';
import { mailTaskQueue } from './notices.ts';
import type { MailActivities, MailInput, MailOutcome } from './notices.ts';

/** Breaches of one unit within this time share a mail. */
const gathering = '15 minutes';

/** Retries for a day while a mail server is down or says "later": after 30 s, a minute, … up to every half hour. */
const { handOver } = proxyActivities<MailActivities>({
  taskQueue: mailTaskQueue,
  startToCloseTimeout: '3 minutes',
  heartbeatTimeout: '15 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '30 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

const { closeDigest, settle } = proxyActivities<MailActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Hands one mail over, after the gathering time if it is a digest, and notes the outcome. */
export async function mail({ id, gathers }: MailInput): Promise<MailOutcome> {
  if (gathers) {
    await sleep(gathering, { summary: 'Mengumpulkan tiket yang lewat batas waktu' });
    await closeDigest(id);
  }
  const outcome = await handedOver(id);
  await settle({ id, outcome });
  return outcome;
}

async function handedOver(id: string): Promise<MailOutcome> {
  try {
    return await handOver(id);
  } catch (error) {
    if (error instanceof ActivityFailure) return 'FAILED';
    throw error;
  }
}
