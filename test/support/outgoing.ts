import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import type { Outgoing } from '../../mail/outgoing.ts';

/** Keeps mail, as without SMTP_URL. */
export const keptMail: Outgoing = {
  publicUrl: 'https://cso.example.id',
  smtpUrl: null,
  sender: { from: 'HAI-DJPBN <noreply@cso.example.id>', host: 'cso.example.id' },
  webhook: null,
};

/** For activities that a test calls directly: mail is kept, and there is no notifier to wake. */
export function withoutNotifier(): { client: Client; outgoing: Outgoing } {
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  return { client: new Client({ connection, namespace: 'nobody' }), outgoing: keptMail };
}
