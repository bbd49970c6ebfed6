/** Changing the calendar (specification.md 6): previewed, saved with who did it, and followed by the open tickets. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { moveDeadlinesId, moveDeadlinesWorkflow, taskQueue } from '../workflows/messages.ts';
import type { moveDeadlines } from '../workflows/move-deadlines.ts';
import type { Desk } from './desk.ts';
import { touchedTickets } from './touched.ts';
import type { TouchedTicket } from './touched.ts';

type Transaction = Prisma.TransactionClient;

export interface CalendarEdit {
  /** One line, which threads give as the reason. */
  summary: string;
  /** A line for each day or setting, as it was and as it is. */
  detail: string[];
  apply: (tx: Transaction) => Promise<void>;
}

class Undone extends Error {}

/** Somebody else changed the calendar since the version that the edit was made for. */
export class CalendarChanged extends Error {
  override name = 'CalendarChanged';
}

/** The open tickets that the edit would move; nothing is changed. */
export async function previewOf(prisma: PrismaClient, edit: CalendarEdit): Promise<TouchedTicket[]> {
  let touched: TouchedTicket[] = [];
  await prisma
    .$transaction(async (tx) => {
      await oneAtATime(tx);
      await edit.apply(tx);
      touched = await touchedTickets(tx, false);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return touched;
}

/** The number of the latest change, which names the calendar's version; 0 before the first. */
export async function calendarVersion(prisma: Pick<PrismaClient, 'calendarChange'>): Promise<number> {
  const latest = await prisma.calendarChange.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  return latest?.id ?? 0;
}

/**
 * Makes the edit and notes who made it, both or neither.
 *
 * @param version the one that was previewed; null for any
 * @returns the change's number
 * @throws CalendarChanged
 */
export async function saveChange(
  tx: Transaction,
  edit: CalendarEdit,
  account: { id: string; displayName: string },
  version: string | null,
): Promise<number> {
  await oneAtATime(tx);
  if (version !== null && version !== String(await calendarVersion(tx))) throw new CalendarChanged();
  await edit.apply(tx);
  const touched = (await touchedTickets(tx, false)).length;
  const { id } = await tx.calendarChange.create({
    data: {
      accountId: account.id,
      author: account.displayName,
      summary: edit.summary,
      detail: edit.detail.join('\n'),
      touched,
    },
  });
  return id;
}

/** Whoever changes the calendar waits here for the other; whoever only reads it does not. */
const oneAtATime = (tx: Transaction) => tx.$queryRaw`SELECT id FROM sla_setting WHERE id = 1 FOR UPDATE`;

/**
 * Starts what moves the tickets of each saved change that has not ended yet. Safe at any time: a change that is under way goes
 * on. @returns the numbers of those that were started
 */
export async function startMoving({ prisma, client }: Desk): Promise<number[]> {
  const waiting = await prisma.calendarChange.findMany({
    where: { finishedAt: null },
    select: { id: true, summary: true },
    orderBy: { id: 'asc' },
  });
  const started: number[] = [];
  for (const { id, summary } of waiting) {
    try {
      await client.workflow.start<typeof moveDeadlines>(moveDeadlinesWorkflow, {
        workflowId: moveDeadlinesId(id),
        taskQueue,
        args: [{ changeId: id }],
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: summary.slice(0, 90),
      });
      started.push(id);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
  return started;
}

/** How many tickets a change has moved so far. */
export async function movedBy(prisma: Pick<PrismaClient, '$queryRaw'>, key: string): Promise<number> {
  const rows = await prisma.$queryRaw<{ moved: number }[]>`
    SELECT count(*)::int AS moved FROM ticket_event WHERE key = ${key} AND moved IS NOT NULL`;
  return rows[0]?.moved ?? 0;
}
