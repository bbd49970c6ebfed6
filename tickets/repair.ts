import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { deadlineFrom } from '../domain/deadline.ts';
import type { TicketEvent, TicketInput, TicketState } from '../domain/ticket.ts';
import { recordAgain, ticketState, ticketWorkflow } from '../workflows/messages.ts';
import type { ticket as ticketLife } from '../workflows/ticket.ts';
import { latestChange } from './calendar-change.ts';
import type { Desk } from './desk.ts';
import { startOptions } from './record.ts';
import { threadOf } from './thread.ts';

/** What was done: nothing, the workflow was restarted, or the database is catching up. */
type Repair = 'none' | 'restarted' | 'caughtUp';

/** A ticket that could not be repaired, which must not stop the repair of others. */
export interface Failed {
  reference: string;
  error: unknown;
}

interface Held {
  state: TicketState;
  running: boolean;
}

/** Makes one ticket's thread in the database and its workflow agree, without losing an event of either. */
export async function repair(desk: Desk, reference: string): Promise<Repair> {
  try {
    return await bringTogether(desk, reference);
  } catch (error) {
    // It completed meanwhile, so everything is recorded.
    if (error instanceof WorkflowNotFoundError) return 'none';
    throw error;
  }
}

async function bringTogether(desk: Desk, reference: string): Promise<Repair> {
  const thread = await threadOf(desk.prisma, reference);
  const held = await heldByWorkflow(desk, reference);
  const recordedSeq = thread.length;
  if (held?.running && held.state.seq === recordedSeq) return 'none';
  if (held?.running && held.state.seq > recordedSeq) {
    await desk.client.workflow.getHandle(reference).signal(recordAgain, recordedSeq);
    return 'caughtUp';
  }
  if (held?.running)
    await desk.client.workflow.getHandle(reference).terminate('the database holds later events');
  const events = held && held.state.seq > recordedSeq ? held.state.events : thread;
  return (await restart(desk, reference, events, recordedSeq)) ? 'restarted' : 'none';
}

async function heldByWorkflow({ client }: Desk, reference: string): Promise<Held | null> {
  const handle = client.workflow.getHandle<typeof ticketLife>(reference);
  try {
    const { status } = await handle.describe();
    return { running: status.name === 'RUNNING', state: await handle.query(ticketState) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/**
 * Restarts the workflow from its recorded events; it asks the calendar again.
 * @returns false if the ticket needs no workflow
 */
async function restart(
  desk: Desk,
  reference: string,
  events: TicketEvent[],
  recordedSeq: number,
): Promise<boolean> {
  const ticket = await desk.prisma.ticket.findUnique({ where: { reference } });
  if (!ticket || (ticket.status === 'RESOLVED' && events.length === recordedSeq)) return false;
  const reservation = await desk.prisma.reservation.findUnique({ where: { reference } });
  if (!reservation) throw new Error(`${reference} has no reservation, so its workflow cannot be restarted`);
  const input = reservation.input as unknown as TicketInput;
  const deadline = deadlineFrom(ticket, input.handlingUnit.zone);
  const change = await latestChange(desk.prisma);
  try {
    await desk.client.workflow.start<typeof ticketLife>(ticketWorkflow, {
      ...startOptions({ ...input, resume: { events, deadline, recordedSeq, change } }),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
