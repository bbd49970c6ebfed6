import { heartbeat, sleep } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { log } from '../../config/log.ts';
import { changeKey } from '../../domain/keys.ts';
import type { CalendarChange } from '../../domain/ticket.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { calendarVersion, latestChange } from '../../tickets/calendar-change.ts';
import { touchedPages } from '../../tickets/touched.ts';
import type { TouchedTicket } from '../../tickets/touched.ts';
import type { CalendarActivities } from '../../workflows/activities.ts';
import { calendarChanged } from '../../workflows/messages.ts';

/** Tickets moved at once. Few, because each takes worker and database time from officers' acts. */
const atOnce = 2;
/** Milliseconds after which the next tickets are signalled even if some have not moved. */
const patience = 5000;
/** Milliseconds between checks whether they have moved. */
const lookEvery = 25;

/** Moves deadlines after changes of the calendar (specification.md 6). */
export const createCalendarActivities = (prisma: PrismaClient, client: Client): CalendarActivities => ({
  calendarVersion: () => calendarVersion(prisma),
  moveBatch: createMoveBatch(prisma, client),
  finishChanges: async ({ upTo }) => {
    const where = { id: { lte: upTo }, finishedAt: null };
    await prisma.calendarChange.updateMany({ where, data: { finishedAt: new Date() } });
  },
});

/** Signals the latest change to tickets; each asks the calendar itself. */
function createMoveBatch(prisma: PrismaClient, client: Client): CalendarActivities['moveBatch'] {
  return async ({ after }) => {
    const { value: page } = await touchedPages(prisma, after).next();
    // Read after the comparison, so the calendar that a ticket then asks includes the change with this key.
    const change = await latestChange(prisma);
    if (!page || !change) return { next: null, left: 0 };
    const tellAll = async (references: string[]): Promise<Set<string>> => {
      const alive = await Promise.all(references.map((reference) => tell(client, reference, change)));
      heartbeat();
      return new Set(references.filter((_, n) => alive[n]));
    };
    let left = 0;
    for (const group of groupsOf(page.touched)) {
      const began = Date.now();
      const told = await tellAll(group.map(({ reference }) => reference));
      left += await stayed(
        prisma,
        group.filter(({ reference }) => told.has(reference)),
        change,
      );
      // As long a rest, so that officers' acts have at least half of the time to themselves.
      await sleep(Date.now() - began);
    }
    for (const group of groupsOf(page.completions)) {
      left += (await tellAll(group)).size;
      // A plan adds no event to wait for; the next sweep checks it.
      await sleep(lookEvery * atOnce);
    }
    return { next: page.next, left };
  };
}

const groupsOf = <T>(tickets: T[]): T[][] =>
  Array.from({ length: Math.ceil(tickets.length / atOnce) }, (_, n) =>
    tickets.slice(n * atOnce, (n + 1) * atOnce),
  );

/** Waits until they have moved, or a newer change makes waiting pointless. @returns how many have not moved in time */
async function stayed(prisma: PrismaClient, told: TouchedTicket[], { key }: CalendarChange): Promise<number> {
  const references = told.map(({ reference }) => reference);
  const seqs = told.map(({ seq }) => seq);
  for (const until = Date.now() + patience; ;) {
    const [row] = await prisma.$queryRaw<{ left: number }[]>`
      SELECT count(*)::int AS left FROM ticket
      JOIN unnest(${references}::text[], ${seqs}::int[]) AS told (reference, seq) USING (reference, seq)`;
    const left = row?.left ?? 0;
    if (left === 0 || Date.now() > until || changeKey(await calendarVersion(prisma)) !== key) return left;
    await sleep(lookEvery);
  }
}

/** @returns false if its workflow has ended: the ticket was resolved meanwhile, or reconcile will restart it */
async function tell(client: Client, reference: string, change: CalendarChange): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + patience, () =>
      client.workflow.getHandle(reference).signal(calendarChanged, change),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    log.warn({ err: error, reference }, 'could not signal a change of the calendar to a ticket');
  }
  return true;
}
