/** Names and activities of the workflows of notifications. Their histories hold only numbers and ticket references. */
import { defineSignal } from '@temporalio/workflow';

export const notifierWorkflow = 'notifier';
/** Only one runs in a namespace: signalled while it runs, started when it doesn't. */
export const notifierId = 'pemberitahuan';

/** Something may be waiting in the outbox. */
export const kick = defineSignal('kick');

export const mailWorkflow = 'mail';
/** One per mail, for ever: the mail's id names event and recipient, so nobody gets the same mail twice. */
export const mailWorkflowId = (id: string): string => `surat:${id}`;

/** Separate, so that slow mail servers do not delay tickets. */
export const mailTaskQueue = 'surat';

export interface MailInput {
  id: string;
  /** A digest gathers breaches before it is written. */
  gathers: boolean;
}

/** How a mail ends. MAYBE_SENT: its text was sent, but no answer arrived or the worker died first. */
export type MailOutcome = 'SENT' | 'MAYBE_SENT' | 'REFUSED' | 'FAILED' | 'DROPPED' | 'KEPT';

export interface MailActivities {
  /** Closes a digest: a later breach starts a new one. A repeated call changes nothing. */
  closeDigest(id: string): Promise<void>;
  /**
   * Hands a mail to the mail server; a digest tells what is true then. Once its text may have reached the server, no
   * further call sends it.
   * @throws if it certainly did not get that far, so that Temporal retries
   */
  handOver(id: string): Promise<MailOutcome>;
  /** Notes a mail's outcome, and a refused address at its owner. The first outcome noted stays. */
  settle(end: { id: string; outcome: MailOutcome }): Promise<void>;
}

export const webhookWorkflow = 'webhook';
export const webhookWorkflowId = ({ reference, seq }: EscalationId): string => `webhook:${reference}.${seq}`;

/** The event that sent a ticket to HAI. */
export interface EscalationId {
  reference: string;
  seq: number;
}

export interface WebhookActivities {
  /** Notifies HAI's systems of an escalation. @throws until they accept it; for good if they refuse it */
  callHai(escalation: EscalationId): Promise<void>;
}

export interface NoticeActivities {
  /**
   * Turns the oldest events of the outbox into notifications, mails and calls to HAI, and starts the workflow of each
   * mail and call. Repeated or simultaneous calls notify nobody twice.
   * @returns whether more may be waiting
   */
  notify(): Promise<boolean>;
}
