/** What the workflows of notifications are called and ask of the world. Their histories hold numbers and names of tickets alone. */
import { defineSignal } from '@temporalio/workflow';

export const notifierWorkflow = 'notifier';
/** One at a time in a namespace: signalled while it runs, started when it doesn't. */
export const notifierId = 'pemberitahuan';

/** Something may be waiting in the outbox. */
export const kick = defineSignal('kick');

export interface NoticeActivities {
  /**
   * Turns the oldest events of the outbox into notifications, in one transaction. Called again, or twice at once, it tells nobody
   * twice.
   * @returns whether more may be waiting
   */
  tell(): Promise<boolean>;
}
