import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { taskQueue } from '../../workflows/messages.ts';
import type { mail as mailLife } from '../../workflows/mail.ts';
import { mailWorkflow, mailWorkflowId } from '../../workflows/notices.ts';
import type { MailActivities } from '../../workflows/notices.ts';
import type { Step } from './notify.ts';

const atOnce = 20;

/** Starts the workflow of each mail that has none. */
export function createStartMails(
  prisma: PrismaClient,
  client: Client,
  settle: MailActivities['settle'],
): Step {
  return async () => {
    const waiting = await prisma.mail.findMany({
      where: { settledAt: null, startedAt: null },
      select: { id: true, state: true },
      orderBy: { no: 'asc' },
      take: atOnce,
    });
    await Promise.all(waiting.map(({ id, state }) => start(client, settle, id, state === 'GATHERING')));
    await prisma.mail.updateMany({
      where: { id: { in: waiting.map(({ id }) => id) } },
      data: { startedAt: new Date() },
    });
    return waiting.length === atOnce;
  };
}

async function start(
  client: Client,
  settle: MailActivities['settle'],
  id: string,
  gathers: boolean,
): Promise<void> {
  const workflowId = mailWorkflowId(id);
  try {
    await client.workflow.start<typeof mailLife>(mailWorkflow, {
      workflowId,
      taskQueue,
      args: [{ id, gathers }],
      // A completed workflow has sent it, or may have; a terminated one left its state in PostgreSQL.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      staticSummary: 'E-mail pemberitahuan',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await takeOverEnd(client, settle, id);
  }
}

/** The mail had a workflow already: its start was not noted, or the database was restored from before its end. */
async function takeOverEnd(client: Client, settle: MailActivities['settle'], id: string): Promise<void> {
  const handle = client.workflow.getHandle<typeof mailLife>(mailWorkflowId(id));
  const { status } = await handle.describe();
  if (status.name === 'COMPLETED') await settle({ id, outcome: await handle.result() });
}
