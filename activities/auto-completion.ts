import { dueAt } from '../domain/calendar.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { TicketActivities } from '../workflows/activities.ts';

/** Makes the activity that says when an answered escalation completes itself (spec.md section 5, point 5). */
export function createAutoCompletionOf(prisma: PrismaClient): TicketActivities['autoCompletionOf'] {
  return async ({ handlingUnitId, repliedAt }) => {
    const unit = await prisma.unit.findUniqueOrThrow({ where: { id: handlingUnitId } });
    const { calendar, autoCompleteWorkingDays } = await calendarOf(prisma, unit);
    if (autoCompleteWorkingDays === 0) return null;
    return dueAt(new Date(repliedAt), autoCompleteWorkingDays, calendar).toISOString();
  };
}
