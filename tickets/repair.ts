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

/** What was done: nothing was to do, the workflow runs again, or the database is being brought up to it. */
type Repair = 'none' | 'restarted' | 'caughtUp';

/** One that could not be repaired must not keep the others from it. */
export interface Failed {
  reference: string;
  error: unknown;
}

interface Held {
  state: TicketState;
  running: boolean;
}

/** Brings one ticket's thread in the database and its workflow together; neither loses an event that the other holds. */
export async function repair(desk: Desk, reference: string): Promise<Repair> {
  try {
    return await bringTogether(desk, reference);
  } catch (error) {
    // It ended while we looked, and so recorded all of it.
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

/** Starts the workflow from its recorded events; it asks the calendar again itself. False when the ticket needs none. */
async function restart(
  desk: Desk,
  reference: string,
  events: TicketEvent[],
  recordedSeq: number,
): Promise<boolean> {
  const ticket = await desk.prisma.ticket.findUnique({ where: { reference } });
  if (!ticket || (ticket.status === 'RESOLVED' && events.length === recordedSeq)) return false;
  const reservation = await desk.prisma.reservation.findUnique({ where: { reference } });
  if (!reservation) throw new Error(`${reference} lost its reservation: nothing tells how to start it again`);
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
