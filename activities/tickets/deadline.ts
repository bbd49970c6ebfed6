import { deadlineFrom, watchOf } from '../../domain/deadline.ts';
import type { Deadline, TicketInput } from '../../domain/ticket.ts';
import { calendarOf } from '../../calendar/tables.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';

/** A ticket's deadline by the current calendar (specification.md 6). */
export async function deadlineByCalendar(
  prisma: PrismaClient,
  { openedAt, handlingUnit }: Pick<TicketInput, 'openedAt' | 'handlingUnit'>,
): Promise<Deadline> {
  const { calendar, workingDays } = await calendarOf(prisma, handlingUnit);
  return deadlineFrom(watchOf(new Date(openedAt), workingDays, calendar), calendar.zone);
}
