/** Temporal's schedules. Every worker ensures that they exist; all share them. */
import type { Client, ScheduleOptions } from '@temporalio/client';
import { ScheduleAlreadyRunning } from '@temporalio/client';
import { sweepWorkflow } from '../workflows/exports.ts';
import { taskQueue } from '../workflows/messages.ts';

/** Workflows without arguments, and how often they run. Runs never overlap. */
const schedules: { workflow: string; every: `${number} minutes` | `${number} hours` }[] = [
  { workflow: 'sweep', every: '1 hours' },
  { workflow: sweepWorkflow, every: '1 hours' },
];

/** Creates the schedules, or updates existing ones. Safe at any time, from many workers at once. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const { workflow, every } of schedules) {
    const options = {
      spec: { intervals: [{ every }] },
      action: { type: 'startWorkflow', workflowType: workflow, workflowId: workflow, taskQueue, args: [] },
      policies: { overlap: 'SKIP', catchupWindow: '1 hour' },
    } satisfies Omit<ScheduleOptions, 'scheduleId'>;
    try {
      await client.schedule.create({ scheduleId: workflow, ...options });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(workflow).update(({ state }) => ({ ...options, state }));
    }
  }
}
