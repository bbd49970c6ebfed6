/** Started by a schedule every hour: deletes exports older than a week. */
import { proxyActivities } from '@temporalio/workflow';
import type { ExportActivities } from './exports.ts';

const activities = proxyActivities<ExportActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 minute', maximumAttempts: 5 },
});

export const sweepExports = (): Promise<void> => activities.sweepExports();
