/** The SLA state in SQL, on the columns of `ticket`: the rule of domain/sla.ts. */
import type { SlaState } from '../domain/values.ts';
import { Prisma } from './generated/client.ts';

/** Whether a resolved ticket was in time; null while it is open. */
export const wasInTime = Prisma.sql`(resolved_at < due_at)`;

/**
 * Whether the ticket was answered at its recording (*Selesai*), at the counter, which takes no time. Null while it is
 * open.
 */
export const atCounter = Prisma.sql`(ticket.resolved_at = ticket.opened_at)`;

/** The condition for tickets in this state. Resolved tickets are ON_TIME or OVERDUE. */
export function slaIs(state: SlaState, now: Date): Prisma.Sql {
  switch (state) {
    case 'ON_TIME':
      return Prisma.sql`coalesce(${wasInTime}, warn_at > ${now}::timestamptz)`;
    case 'DUE_SOON':
      return Prisma.sql`(resolved_at IS NULL AND warn_at <= ${now}::timestamptz AND due_at > ${now}::timestamptz)`;
    case 'OVERDUE':
      return Prisma.sql`coalesce(NOT ${wasInTime}, due_at <= ${now}::timestamptz)`;
  }
}
