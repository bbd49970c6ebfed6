import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { log } from '../../config/log.ts';
import { changeKey } from '../../domain/keys.ts';
import type { CalendarChange } from '../../domain/moved-deadline.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { touchedTickets } from '../../tickets/touched.ts';
import type { CalendarActivities } from '../../workflows/activities.ts';
import { calendarChanged } from '../../workflows/messages.ts';

const batchSize = 200;
/** Tickets updated in parallel: each costs the worker a workflow task and two activities. */
const atOnce = 10;
/** Milliseconds for one ticket's answer. */
const patience = 20_000;

/** Moves deadlines after a change of the calendar (specification.md 6). */
export const createCalendarActivities = (prisma: PrismaClient, client: Client): CalendarActivities => ({
  moveBatch: createMoveBatch(prisma, client),
  finishChange: createFinishChange(prisma),
});

/** Sends the change to affected tickets; each computes its own deadline. */
function createMoveBatch(prisma: PrismaClient, client: Client): CalendarActivities['moveBatch'] {
  return async ({ changeId, after }) => {
    const change = { key: changeKey(changeId), why: await reasons(prisma, changeId) };
    const touched = (await touchedTickets(prisma)).filter(({ reference }) => reference > after);
    const batch = touched.slice(0, batchSize);
    let left = 0;
    for (let n = 0; n < batch.length; n += atOnce) {
      const told = await Promise.all(
        batch.slice(n, n + atOnce).map(({ reference }) => tell(client, reference, change)),
      );
      left += told.filter((answered) => !answered).length;
      heartbeat();
    }
    const next = touched.length > batchSize ? (batch.at(-1)?.reference ?? null) : null;
    return { next, left };
  };
}

function createFinishChange(prisma: PrismaClient): CalendarActivities['finishChange'] {
  return async ({ changeId }) => {
    const where = { id: changeId, finishedAt: null };
    await prisma.calendarChange.updateMany({ where, data: { finishedAt: new Date() } });
  };
}

/** A deadline always follows the current calendar, so every change in progress is its reason. */
async function reasons(prisma: PrismaClient, changeId: number): Promise<string> {
  const changes = await prisma.calendarChange.findMany({
    where: { OR: [{ id: changeId }, { finishedAt: null }] },
    orderBy: { id: 'asc' },
    select: { summary: true },
  });
  return changes
    .map(({ summary }) => summary)
    .join('; ')
    .slice(0, 2000);
}

/** @returns false if it did not answer */
async function tell(client: Client, reference: string, change: CalendarChange): Promise<boolean> {
  const handle = client.workflow.getHandle(reference);
  try {
    await client.withDeadline(Date.now() + patience, () =>
      handle.executeUpdate(calendarChanged, { args: [change], updateId: change.key }),
    );
    return true;
  } catch (error) {
    // Resolved since it was read; one that was lost gets its deadline when reconcile starts it again.
    if (error instanceof WorkflowNotFoundError) return true;
    log.warn({ err: error, reference }, 'a ticket did not answer a change of the calendar');
    return false;
  }
}
