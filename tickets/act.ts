import type { UpdateDefinition } from '@temporalio/common';
import { answer, complete, escalate } from '../workflows/messages.ts';
import type { Act, Receipt } from '../workflows/messages.ts';
import { escalationNotice } from '../domain/transition.ts';
import type { Desk } from './desk.ts';
import { measured } from './measured.ts';
import { send } from './send.ts';

/** Who asks what of which ticket. `key` tells the same request from a new one; `deadline` is in epoch milliseconds. */
export interface ActRequest extends Act {
  reference: string;
  deadline: number;
}

/** All three: the same key again has the first outcome. @throws ActRefused, OutcomeUnknown */
export const answerTicket = (desk: Desk, request: ActRequest): Promise<void> =>
  perform(desk, answer, request);

/** The thread gets the notice of specification.md 5, and below it the officer's note. */
export const escalateTicket = (desk: Desk, request: ActRequest): Promise<void> => {
  const body = request.body === '' ? escalationNotice : `${escalationNotice}\n\n${request.body}`;
  return perform(desk, escalate, { ...request, body });
};

export const completeTicket = (desk: Desk, request: ActRequest): Promise<void> =>
  perform(desk, complete, request);

async function perform(
  desk: Desk,
  update: UpdateDefinition<Receipt, [Act]>,
  request: ActRequest,
): Promise<void> {
  const { reference, deadline, ...act } = request;
  await measured(update.name, async () => {
    try {
      await send(desk, reference, deadline, () =>
        desk.client.workflow.getHandle(reference).executeUpdate(update, { args: [act], updateId: act.key }),
      );
    } catch (error) {
      // Temporal forgets an outcome in time; the thread does not.
      if (!(await happened(desk, reference, act.key))) throw error;
    }
  });
}

/** The event of a request that was applied before, however long ago. */
export const happened = (desk: Desk, reference: string, key: string) =>
  desk.prisma.ticketEvent.findUnique({ where: { reference_key: { reference, key } } });
