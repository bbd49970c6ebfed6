/** What the workflows of notifications are called and ask of the world. Their histories hold numbers and names of tickets alone. */
import { defineSignal } from '@temporalio/workflow';

export const notifierWorkflow = 'notifier';
/** One at a time in a namespace: signalled while it runs, started when it doesn't. */
export const notifierId = 'pemberitahuan';

/** Something may be waiting in the outbox. */
export const kick = defineSignal('kick');

export const mailWorkflow = 'mail';
/** One for each mail, for ever: a mail's id names event and recipient, so that nobody is sent the same twice. */
export const mailWorkflowId = (id: string): string => `surat:${id}`;

/** The activities that wait for mail servers, apart from those that tickets wait for. */
export const mailTaskQueue = 'surat';

export interface MailInput {
  id: string;
  /** A digest waits for more before it is written. */
  gathers: boolean;
}

/** How a mail ends. MAYBE_SENT: its text was sent and no answer came, or nobody was left to hear it. */
export type MailOutcome = 'SENT' | 'MAYBE_SENT' | 'REFUSED' | 'FAILED' | 'DROPPED' | 'KEPT';

export interface MailActivities {
  /** Writes a digest of what it has gathered; a later breach begins a new one. Called again, it changes nothing. */
  closeDigest(id: string): Promise<void>;
  /**
   * Hands a mail to the mail server. Once its text may have reached the server no further call sends it.
   * @throws what did not come that far, and is tried again
   */
  handOver(id: string): Promise<MailOutcome>;
  /** Notes a mail's end, and a refused address at its owner. The first end noted stays. */
  settle(end: { id: string; outcome: MailOutcome }): Promise<void>;
}

export const webhookWorkflow = 'webhook';
export const webhookWorkflowId = ({ reference, seq }: EscalationId): string => `webhook:${reference}.${seq}`;

/** The event by which a ticket was sent to HAI. */
export interface EscalationId {
  reference: string;
  seq: number;
}

export interface WebhookActivities {
  /** Tells HAI's systems of an escalation. @throws until they have taken it; for good when they refuse it */
  callHai(escalation: EscalationId): Promise<void>;
}

export interface NoticeActivities {
  /**
   * Turns the oldest events of the outbox into notifications, mails and calls to HAI, and starts the workflow of each mail and call.
   * Called again, or twice at once, it tells nobody twice.
   * @returns whether more may be waiting
   */
  notify(): Promise<boolean>;
}
