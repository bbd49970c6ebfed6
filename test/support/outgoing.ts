import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import type { Outgoing } from '../../mail/outgoing.ts';

/** Mail that is kept, as without SMTP_URL. */
export const keptMail: Outgoing = {
  publicUrl: 'https://cso.example.id',
  smtpUrl: null,
  sender: { from: 'HAI-DJPBN <noreply@cso.example.id>', host: 'cso.example.id' },
  webhook: null,
};

/** What activities that a test calls by itself take for notifications: mail is kept, and no notifier is there to be woken. */
export function withoutNotifier(): { client: Client; outgoing: Outgoing } {
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  return { client: new Client({ connection, namespace: 'nobody' }), outgoing: keptMail };
}
