/** Moves the deadlines of open tickets after changes of the calendar (specification.md 6), in the background. */
import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CalendarActivities } from './activities.ts';
import { calendarEdited, calendarTaskQueue } from './messages.ts';

/** A page may take long, because tickets are busy with acts; the heartbeat reveals a dead worker. */
const activities = proxyActivities<CalendarActivities>({
  taskQueue: calendarTaskQueue,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

interface MoveDeadlines {
  /** The version for which the previous run swept and then waited. */
  swept?: number | null;
}

/** Longer than it takes to write a new ticket whose deadline was computed before the change. */
const openingTakes = '30 seconds';

/**
 * Sweeps over the open tickets until a second sweep for the same version, a while after the first, finds none left. A
 * change in between starts the next sweep.
 */
export async function moveDeadlines({ swept = null }: MoveDeadlines): Promise<void> {
  const calendar = { edited: false };
  setHandler(calendarEdited, () => void (calendar.edited = true));
  for (let before = swept; ;) {
    calendar.edited = false;
    const version = await activities.calendarVersion();
    const left = await sweep();
    if (left === 0 && version === before) {
      await activities.finishChanges({ upTo: version });
      if (!calendar.edited) return;
    }
    const rested = !(await condition(() => calendar.edited, openingTakes));
    before = rested ? version : null;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof moveDeadlines>({ swept: before });
  }
}

/** @returns how many tickets may be left to move */
async function sweep(): Promise<number> {
  let left = 0;
  for (let after: string | null = ''; after !== null;) {
    const batch: { next: string | null; left: number } = await activities.moveBatch({ after });
    left += batch.left;
    after = batch.next;
  }
  return left;
}
