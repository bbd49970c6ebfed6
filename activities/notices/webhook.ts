/** Calls to HAI's systems (specification.md 5, point 3). The address comes only from the configuration. */
import { createHmac } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Outgoing } from '../../mail/outgoing.ts';
import { linkTo } from '../../mail/ticket-letter.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { taskQueue } from '../../workflows/messages.ts';
import { webhookWorkflow, webhookWorkflowId } from '../../workflows/notices.ts';
import type { EscalationId, WebhookActivities } from '../../workflows/notices.ts';
import type { webhook as webhookLife } from '../../workflows/webhook.ts';
import type { Step } from './notify.ts';

const atOnce = 20;
const patience = 10_000;

/** Starts the workflow of each call that has none, never a second one. */
export function createStartCalls(prisma: PrismaClient, client: Client): Step {
  return async () => {
    const waiting = await prisma.webhookCall.findMany({ where: { startedAt: null }, take: atOnce });
    for (const { reference, seq } of waiting) {
      await start(client, { reference, seq });
      const where = { reference_seq: { reference, seq } };
      await prisma.webhookCall.update({ where, data: { startedAt: new Date() } });
    }
    return waiting.length === atOnce;
  };
}

async function start(client: Client, escalation: EscalationId): Promise<void> {
  try {
    await client.workflow.start<typeof webhookLife>(webhookWorkflow, {
      workflowId: webhookWorkflowId(escalation),
      taskQueue,
      args: [escalation],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      staticSummary: 'Kabar eskalasi kepada sistem HAI',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Makes the call. Errors never contain the ticket's texts, because they end up in a history. */
export function createCallHai(
  prisma: PrismaClient,
  { webhook, publicUrl }: Outgoing,
): WebhookActivities['callHai'] {
  return async (escalation) => {
    if (webhook === null) return;
    const body = JSON.stringify(await contentOf(prisma, escalation, publicUrl));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', webhook.secret).update(`${timestamp}.${body}`).digest('hex');
    const response = await fetch(webhook.url, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-CSO-Timestamp': timestamp,
        'X-CSO-Signature': `sha256=${signature}`,
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    const message = response === null ? 'HAI could not be reached' : `HAI answered ${response.status}`;
    const refused = response !== null && response.status < 500 && ![408, 425, 429].includes(response.status);
    throw refused ? ApplicationFailure.nonRetryable(message) : ApplicationFailure.retryable(message);
  };
}

/** Like an entry of `GET /api/hai/tiket` (contract.md), with an id of its own. */
async function contentOf(prisma: PrismaClient, { reference, seq }: EscalationId, publicUrl: string) {
  const ticket = await prisma.ticket.findUniqueOrThrow({
    where: { reference },
    include: { handlingUnit: { select: { name: true } } },
  });
  return {
    id: `${reference}.${seq}`,
    event: 'escalated',
    reference,
    subject: ticket.subject,
    question: ticket.question,
    unit: ticket.handlingUnit.name,
    opened_at: ticket.openedAt.toISOString(),
    due_at: ticket.dueAt.toISOString(),
    url: linkTo(publicUrl, reference),
  };
}
