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

/** A ticket before it has a reference. The reference shows the recording's time in `zone`, the recorder's. */
export interface Draft extends Omit<TicketInput, 'reference' | 'openedAt' | 'year' | 'resume'> {
  accountId: string;
  openedAt: Date;
  zone: string;
  /** For the demo: nobody is notified of the ticket until its reservation is no longer quiet. */
  quiet?: boolean;
}

/**
 * Records a ticket: reserves its reference, starts its workflow, and waits until it is in PostgreSQL. A repeated
 * request key of the account returns the first ticket.
 * @returns the reference
 * @throws OutcomeUnknown after `deadline` (epoch milliseconds); reconcile finishes what was reserved
 */
export async function recordTicket(desk: Desk, draft: Draft, deadline: number): Promise<string> {
  const reservation = await reserve(desk.prisma, draft);
  return measured('record', async () => (await finished(desk, reservation, deadline)).reference);
}

/**
 * The input of the ticket that an earlier request with this key recorded, finishing it if it stopped halfway; null
 * for a new request.
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

/** Starts a reserved ticket's workflow unless it runs, and waits until the ticket is in PostgreSQL. */
export async function startReserved(desk: Desk, input: TicketInput, deadline: number): Promise<void> {
  const start = new WithStartWorkflowOperation<typeof ticket>(ticketWorkflow, {
    ...startOptions(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A completed workflow has recorded its ticket; one that was terminated may not have.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
  await send(desk, input.reference, deadline, async () => {
    try {
      await desk.client.workflow.executeUpdateWithStart(recorded, {
        updateId: 'recorded',
        startWorkflowOperation: start,
      });
    } catch (error) {
      // It has completed, so its ticket is recorded.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  });
}

/** The reference is the workflow's id; what supervisors read about it names no person. */
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

/** Takes the next free reference of this second for an account's request, or returns the one taken before. */
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
    // The same request, earlier or at the same time.
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
