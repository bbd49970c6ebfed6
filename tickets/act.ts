import type { UpdateDefinition } from '@temporalio/common';
import { answer, complete, escalate } from '../workflows/messages.ts';
import type { Act, Receipt } from '../workflows/messages.ts';
import { escalationText } from '../domain/transition.ts';
import type { Desk } from './desk.ts';
import { measured } from './measured.ts';
import { send } from './send.ts';
import { appliedOnce } from './thread.ts';

/** `key` tells a repeated request from a new one; `deadline` is in epoch milliseconds. */
export interface ActRequest extends Act {
  reference: string;
  deadline: number;
}

/** The three acts. A repeated key returns the first outcome. @throws ActRefused, OutcomeUnknown */
export const answerTicket = (desk: Desk, request: ActRequest): Promise<void> =>
  perform(desk, answer, request);

/** `body` is the officer's note. */
export const escalateTicket = (desk: Desk, request: ActRequest): Promise<void> =>
  perform(desk, escalate, { ...request, body: escalationText(request.body) });

export const completeTicket = (desk: Desk, request: ActRequest): Promise<void> =>
  perform(desk, complete, request);

async function perform(
  desk: Desk,
  update: UpdateDefinition<Receipt, [Act]>,
  request: ActRequest,
): Promise<void> {
  const { reference, deadline, ...act } = request;
  const { key } = act;
  const sent = () =>
    send(desk, reference, deadline, () =>
      desk.client.workflow.getHandle(reference).executeUpdate(update, { args: [act], updateId: key }),
    );
  await measured(update.name, () => appliedOnce(desk.prisma, { reference, key }, sent));
}
