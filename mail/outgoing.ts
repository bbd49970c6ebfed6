import type { Sender } from './message.ts';

/** Where links in mails lead, and how mails are sent. */
export interface Outgoing {
  publicUrl: string;
  /** Null: mails are kept and shown at /surat-keluar. */
  smtpUrl: string | null;
  sender: Sender;
  /** HAI's systems, called when a ticket is escalated; null for nobody. */
  webhook: { url: string; secret: string } | null;
}

/** From the settings; without MAIL_FROM the sender is noreply at the service's own host. */
export function outgoingOf(config: {
  publicUrl: string;
  smtpUrl: string | null;
  mailFrom: string | null;
  haiWebhook: Outgoing['webhook'];
}): Outgoing {
  const { publicUrl, smtpUrl, mailFrom, haiWebhook: webhook } = config;
  const host = new URL(publicUrl).hostname;
  return { publicUrl, smtpUrl, webhook, sender: { host, from: mailFrom ?? `HAI-DJPBN <noreply@${host}>` } };
}
