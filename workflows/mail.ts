/** One mail's way out: gathered if it is a digest, handed over with patience, and its end noted. */
import { ActivityFailure, proxyActivities, sleep } from '@temporalio/workflow';
import { mailTaskQueue } from './notices.ts';
import type { MailActivities, MailInput, MailOutcome } from './notices.ts';

/** Breaches of one unit within this time are one mail. */
const gathering = '15 minutes';

/** A mail server that is away, or says "later", is asked again for a day: after 30 s, a minute, …, every half hour. */
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

/** Hands one mail over, a digest after it has gathered, and settles what became of it. */
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
