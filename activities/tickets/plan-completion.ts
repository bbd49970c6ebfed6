import { calendarOfUnit } from '../../calendar/tables.ts';
import { completesAt } from '../../domain/deadline.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import { writePlan } from './projection.ts';

export function createPlanCompletion(prisma: PrismaClient): TicketActivities['planCompletion'] {
  return async ({ reference, seq, handlingUnitId, repliedAt, notBefore }) => {
    const sla = await calendarOfUnit(prisma, handlingUnitId);
    const byCalendar = completesAt(new Date(repliedAt), sla)?.toISOString() ?? null;
    const tooEarly = byCalendar !== null && notBefore !== null && byCalendar < notBefore;
    const autoCompleteAt = tooEarly ? notBefore : byCalendar;
    await writePlan(prisma, { reference, seq, autoCompleteAt });
    return autoCompleteAt;
  };
}
