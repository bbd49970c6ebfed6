import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { WorkflowStartOptions } from '@temporalio/client';
import { referenceFrom, referenceStem } from '../domain/reference.ts';
import { yearIn } from '../domain/dates.ts';
import type { TicketInput } from '../domain/ticket.ts';
import type { Prisma, PrismaClient, Reservation } from '../prisma/generated/client.ts';
import { isUniqueViolation } from '../prisma/errors.ts';
import { recorded, searchAttributes, taskQueue, ticketWorkflow } from '../workflows/messages.ts';
import { workflowSummary } from '../workflows/readable.ts';
import type { ticket } from '../workflows/ticket.ts';
import type { Desk } from './desk.ts';
import { measured } from './measured.ts';
import { send } from './send.ts';

/** A ticket before it has a reference. `zone` is the recorder's, of which the reference tells the time. */
export interface Draft extends Omit<TicketInput, 'reference' | 'openedAt' | 'year' | 'resume'> {
  accountId: string;
  openedAt: Date;
  zone: string;
  /** The demo's: nobody is told of what happens to the ticket until its reservation says otherwise. */
  quiet?: boolean;
}

/**
 * Records a ticket: reserves its reference, starts its workflow, and waits until it is in PostgreSQL. The same account and
 * request key again give the same ticket.
 * @returns the reference
 * @throws OutcomeUnknown after `deadline` (epoch milliseconds); reconcile finishes what was reserved.
 */
export async function recordTicket(desk: Desk, draft: Draft, deadline: number): Promise<string> {
  const reservation = await reserve(desk.prisma, draft);
  return measured('record', async () => (await finished(desk, reservation, deadline)).reference);
}

/**
 * What an account's earlier request with this key started its ticket with, recorded by now if it was left half way; null for
 * a new request.
 * @throws OutcomeUnknown after `deadline` (epoch milliseconds)
 */
export async function recordedBefore(
  desk: Desk,
  accountId: string,
  requestKey: string,
  deadline: number,
): Promise<TicketInput | null> {
  const mine = { accountId_requestKey: { accountId, requestKey } };
  const reservation = await desk.prisma.reservation.findUnique({ where: mine });
  return reservation && finished(desk, reservation, deadline);
}

async function finished(desk: Desk, reservation: Reservation, deadline: number): Promise<TicketInput> {
  const input = reservation.input as unknown as TicketInput;
  if (!reservation.finishedAt) await startReserved(desk, input, deadline);
  return input;
}

/** Starts a reserved ticket's workflow, or finds it started, and waits until the ticket is in PostgreSQL. */
export async function startReserved(desk: Desk, input: TicketInput, deadline: number): Promise<void> {
  const start = new WithStartWorkflowOperation<typeof ticket>(ticketWorkflow, {
    ...startOptions(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // One that completed has recorded its ticket; one that was terminated before has not.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
  await send(desk, input.reference, deadline, async () => {
    try {
      await desk.client.workflow.executeUpdateWithStart(recorded, {
        updateId: 'recorded',
        startWorkflowOperation: start,
      });
    } catch (error) {
      // It has ended, and so it was recorded.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  });
}

/** How a ticket's workflow is started: the reference is its id, and what supervisors read of it names no person. */
export function startOptions(input: TicketInput): WorkflowStartOptions<typeof ticket> {
  return {
    workflowId: input.reference,
    taskQueue,
    args: [input],
    staticSummary: workflowSummary(input),
    typedSearchAttributes: [
      { key: searchAttributes.unit, value: input.handlingUnit.id },
      { key: searchAttributes.status, value: input.opensAs },
      { key: searchAttributes.breached, value: false },
    ],
  };
}

/** Takes the next free reference of this second for an account's request, or finds the one that it took before. */
async function reserve(prisma: PrismaClient, draft: Draft) {
  const { accountId, zone, quiet = false, ...rest } = draft;
  const mine = { accountId_requestKey: { accountId, requestKey: draft.requestKey } };
  try {
    return await prisma.$transaction(async (tx) => {
      const reference = await nextReference(tx, referenceStem(draft.openedAt, zone));
      const input: TicketInput = {
        ...rest,
        reference,
        openedAt: draft.openedAt.toISOString(),
        year: yearIn(draft.openedAt, zone),
        resume: null,
      };
      const { requestKey } = draft;
      return tx.reservation.create({
        data: { reference, accountId, requestKey, quiet, input: input as unknown as Prisma.InputJsonObject },
      });
    });
  } catch (error) {
    // The same request, before or at once.
    if (isUniqueViolation(error)) return prisma.reservation.findUniqueOrThrow({ where: mine });
    throw error;
  }
}

async function nextReference(prisma: Pick<PrismaClient, '$queryRaw'>, stem: string): Promise<string> {
  const rows = await prisma.$queryRaw<{ taken: number }[]>`
    INSERT INTO reference_stem AS known (stem, taken) VALUES (${stem}, 1)
    ON CONFLICT (stem) DO UPDATE SET taken = known.taken + 1 RETURNING taken`;
  return referenceFrom(stem, rows[0]?.taken ?? 1);
}
