import { proxyActivities } from '@temporalio/workflow';

export interface SweepActivities {
  /** Deletes files that no event took up (attachments/sweep.ts). @returns the number deleted */
  sweepAttachments(): Promise<{ waiting: number; orphans: number }>;
  /** Deletes half-filled forms and outcomes of requests older than a week, and looks that no longer matter. */
  sweepForms(): Promise<void>;
  /** Deletes old notifications (activities/notices/sweep-notices.ts). @returns the number deleted of each kind */
  sweepNotices(): Promise<{ notifications: number; mails: number; calls: number }>;
}

const activities = proxyActivities<SweepActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes', maximumAttempts: 10 },
});

/** Started by a schedule (worker/schedules.ts); the next run deletes what this one leaves. */
export async function sweep(): Promise<void> {
  await activities.sweepForms();
  await activities.sweepAttachments();
  await activities.sweepNotices();
}
