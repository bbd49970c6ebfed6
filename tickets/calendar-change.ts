/** Changes of the calendar (specification.md 6): previewed, saved with their author, and applied to open tickets. */
import { applyEdit } from '../calendar/edits.ts';
import type { CalendarEdit } from '../calendar/edits.ts';
import { changeKey, changePrefix } from '../domain/keys.ts';
import type { CalendarChange } from '../domain/ticket.ts';
import type { CalendarChange as SavedChange, Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { calendarEdited, moveDeadlinesId, moveDeadlinesWorkflow, taskQueue } from '../workflows/messages.ts';
import type { moveDeadlines } from '../workflows/move-deadlines.ts';
import type { Desk } from './desk.ts';
import { touchedTickets } from './touched.ts';
import type { TouchedTicket } from './touched.ts';

type Transaction = Prisma.TransactionClient;

class Undone extends Error {}

/** On a busy machine, comparing tens of thousands of tickets exceeds a transaction's usual five seconds. */
export const patient = { timeout: 30_000 };

/** Somebody else changed the calendar after the version that the edit is based on. */
export class CalendarChanged extends Error {
  override name = 'CalendarChanged';
}

/** The open tickets that the edit would move. Changes nothing. @throws Overtaken */
export async function previewOf(prisma: PrismaClient, edit: CalendarEdit): Promise<TouchedTicket[]> {
  let touched: TouchedTicket[] = [];
  await prisma
    .$transaction(async (tx) => {
      await oneAtATime(tx);
      await applyEdit(tx, edit);
      touched = await touchedTickets(tx);
      throw new Undone();
    }, patient)
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return touched;
}

/** The number of the latest change, which identifies the calendar's version; 0 before the first. */
export async function calendarVersion(prisma: Pick<PrismaClient, 'calendarChange'>): Promise<number> {
  const latest = await prisma.calendarChange.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  return latest?.id ?? 0;
}

/**
 * Makes the edit and records its author in one transaction.
 * @param version the previewed version; null for any
 * @returns the change's number
 * @throws CalendarChanged, Overtaken
 */
export async function saveChange(
  tx: Transaction,
  edit: CalendarEdit,
  account: { id: string; displayName: string },
  version: string | null,
): Promise<number> {
  await oneAtATime(tx);
  if (version !== null && version !== String(await calendarVersion(tx))) throw new CalendarChanged();
  await applyEdit(tx, edit);
  const touched = (await touchedTickets(tx)).length;
  const { id } = await tx.calendarChange.create({
    data: {
      accountId: account.id,
      author: account.displayName,
      summary: edit.summary,
      changes: edit.changes as unknown as Prisma.InputJsonArray,
      touched,
    },
  });
  return id;
}

/** Changes wait here for one another; readers don't. */
const oneAtATime = (tx: Transaction) => tx.$queryRaw`SELECT id FROM sla_setting WHERE id = 1 FOR UPDATE`;

/**
 * Makes open tickets follow the changes in progress. Safe at any time: a running workflow checks again.
 * @returns false if there is no such change
 */
export async function startMoving({ prisma, client }: Desk): Promise<boolean> {
  if ((await prisma.calendarChange.count({ where: { finishedAt: null } })) === 0) return false;
  await client.workflow.signalWithStart<typeof moveDeadlines>(moveDeadlinesWorkflow, {
    workflowId: moveDeadlinesId,
    taskQueue,
    args: [{}],
    signal: calendarEdited,
    staticSummary: 'Menggeser batas waktu tiket menurut kalender',
  });
  return true;
}

/** Most changes that a thread names as reasons. */
const mostReasons = 20;

/** The latest change as sent to tickets; its reason names all changes in progress. Null before the first. */
export async function latestChange(
  prisma: Pick<PrismaClient, 'calendarChange'>,
): Promise<CalendarChange | null> {
  const newest = await prisma.calendarChange.findMany({
    orderBy: { id: 'desc' },
    take: mostReasons,
    select: { id: true, summary: true, finishedAt: true },
  });
  const [latest] = newest;
  if (!latest) return null;
  const reasons = newest.filter((change) => change === latest || change.finishedAt === null).toReversed();
  const why = reasons.map(({ summary }) => summary).join('; ');
  return { key: changeKey(latest.id), why: why.slice(0, 2000) };
}

/** How many of the tickets affected by a change have moved, counting moves made by later changes. */
export async function movedSince(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  { id, touched, finishedAt }: Pick<SavedChange, 'id' | 'touched' | 'finishedAt'>,
): Promise<number> {
  const rows = await prisma.$queryRaw<{ moved: number }[]>`
    SELECT count(DISTINCT reference)::int AS moved FROM calendar_change AS change
    JOIN ticket_event ON key = ${changePrefix} || change.id AND moved IS NOT NULL
    WHERE change.id >= ${id} AND change.at <= coalesce(${finishedAt}, now())`;
  return Math.min(rows[0]?.moved ?? 0, touched);
}
