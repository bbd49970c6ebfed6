/** The SLA state in SQL, of the columns of a `ticket`: the same rule as domain/sla.ts has for one ticket. */
import type { SlaState } from '../domain/values.ts';
import { Prisma } from './generated/client.ts';

/** Whether a resolved ticket was in time; null while it is open. */
export const wasInTime = Prisma.sql`(resolved_at < due_at)`;

/** The condition for tickets that are in this state now. A resolved one is ON_TIME or OVERDUE. */
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
