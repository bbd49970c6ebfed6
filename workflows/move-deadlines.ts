/** Moves the deadlines of open tickets after a change of the calendar (specification.md 6), in the background. */
import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { CalendarActivities } from './activities.ts';

const activities = proxyActivities<CalendarActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

export interface MoveDeadlines {
  changeId: number;
  /** Sweeps that a former run of the same change has made. */
  sweeps?: number;
}

/** Longer than an opening takes that read the calendar before the change and is not in the table yet. */
const openingTakes = '30 seconds';

/** Sweeps over the open tickets at least twice, and until each has answered. */
export async function moveDeadlines({ changeId, sweeps = 0 }: MoveDeadlines): Promise<void> {
  for (let swept = sweeps; ;) {
    const left = await sweep(changeId);
    if (++swept >= 2 && left === 0) break;
    await sleep(openingTakes);
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof moveDeadlines>({ changeId, sweeps: swept });
  }
  await activities.finishChange({ changeId });
}

/** @returns how many tickets gave no answer */
async function sweep(changeId: number): Promise<number> {
  let left = 0;
  for (let after: string | null = ''; after !== null;) {
    const batch: { next: string | null; left: number } = await activities.moveBatch({ changeId, after });
    left += batch.left;
    after = batch.next;
  }
  return left;
}
