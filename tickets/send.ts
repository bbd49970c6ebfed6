import { ApplicationFailure } from '@temporalio/common';
import { WorkflowNotFoundError } from '@temporalio/common';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Refusal } from '../domain/transition.ts';
import { refused } from '../workflows/messages.ts';
import { ActRefused, OutcomeUnknown } from './desk.ts';
import type { Desk } from './desk.ts';
import { recordedRefusal } from './thread.ts';

/**
 * Sends a message to a ticket's workflow and waits for its outcome until `deadline` (epoch milliseconds).
 * @throws ActRefused, OutcomeUnknown
 */
export async function send<T>(
  desk: Desk,
  reference: string,
  deadline: number,
  message: () => Promise<T>,
): Promise<T> {
  try {
    return await desk.client.withDeadline(deadline, message);
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const [refusal] = (error.cause.type === refused ? error.cause.details : null) ?? [];
      if (refusal) throw new ActRefused(refusal as Refusal);
    }
    if (error instanceof WorkflowNotFoundError) throw await refusalOfEnded(desk, reference);
    throw new OutcomeUnknown(`no outcome for ${reference}`, { cause: error });
  }
}

/**
 * A resolved ticket's workflow has ended, so every act is refused. An unresolved ticket has lost its workflow, which
 * reconcile restarts.
 */
async function refusalOfEnded({ prisma }: Desk, reference: string): Promise<ActRefused | OutcomeUnknown> {
  const resolved = await prisma.ticket.findFirst({ where: { reference, status: 'RESOLVED' } });
  const refusal = resolved && (await recordedRefusal(prisma, reference, 'ANSWERED'));
  return refusal ? new ActRefused(refusal) : new OutcomeUnknown(`no workflow for ${reference}`);
}
