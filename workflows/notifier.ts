/** Notifies people of what happened to tickets, in order: empties the outbox whenever it is kicked. */
import { condition, continueAsNew, proxyActivities } from '@temporalio/workflow';
import { setHandler, workflowInfo } from '@temporalio/workflow';
import { kick } from './notices.ts';
import type { NoticeActivities } from './notices.ts';

/** As patient as a ticket's persistence. */
const { notify } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Runs for this long after the last kick, so that a busy day needs few runs. */
const lingering = '5 minutes';

export async function notifier(): Promise<void> {
  let kicked = true;
  setHandler(kick, () => void (kicked = true));
  for (;;) {
    while (kicked) {
      kicked = false;
      while (await notify());
    }
    if (workflowInfo().continueAsNewSuggested) return continueAsNew();
    await condition(() => kicked, lingering);
    if (!kicked) return;
  }
}
