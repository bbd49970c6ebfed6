/** Moves the deadlines of open tickets after changes of the calendar (specification.md 6), in the background. */
import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CalendarActivities } from './activities.ts';
import { calendarEdited, calendarTaskQueue } from './messages.ts';

/** A page of tickets takes as long as the tickets' own work leaves it; the heartbeat tells a dead worker. */
const activities = proxyActivities<CalendarActivities>({
  taskQueue: calendarTaskQueue,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

interface MoveDeadlines {
  /** The version that a former run has swept for, and then rested. */
  swept?: number | null;
}

/** Longer than an opening takes that read the calendar before the change and is not in the table yet. */
const openingTakes = '30 seconds';

/**
 * Sweeps over the open tickets for whichever change is the latest, until a sweep for the same one a while later finds none left.
 * A change that comes meanwhile begins the next sweep.
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
