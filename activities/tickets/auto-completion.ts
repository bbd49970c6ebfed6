import { completesAt } from '../../domain/deadline.ts';
import { calendarOfUnit } from '../../calendar/tables.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketActivities } from '../../workflows/activities.ts';

/** Computes when an answered escalation completes itself. */
export function createAutoCompletionOf(prisma: PrismaClient): TicketActivities['autoCompletionOf'] {
  return async ({ handlingUnitId, repliedAt }) => {
    const sla = await calendarOfUnit(prisma, handlingUnitId);
    return completesAt(new Date(repliedAt), sla)?.toISOString() ?? null;
  };
}
