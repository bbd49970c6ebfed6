import { proxyActivities } from '@temporalio/workflow';

export interface SweepActivities {
  /** Deletes files that no event took up (attachments/sweep.ts). @returns how many went */
  sweepAttachments(): Promise<{ waiting: number; orphans: number }>;
  /** Deletes half-filled forms and outcomes of requests that are older than a week, and looks that tell nothing any more. */
  sweepForms(): Promise<void>;
  /** Deletes what was told long ago (activities/notices/sweep-notices.ts). @returns how many of each went */
  sweepNotices(): Promise<{ notifications: number; mails: number; calls: number }>;
}

const activities = proxyActivities<SweepActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes', maximumAttempts: 10 },
});

/** Started by a schedule (worker/schedules.ts); what one run leaves the next one takes. */
export async function sweep(): Promise<void> {
  await activities.sweepForms();
  await activities.sweepAttachments();
  await activities.sweepNotices();
}
