import { searchAttributes, ticketWorkflow } from '../workflows/messages.ts';
import type { Desk } from './desk.ts';
import { repair } from './repair.ts';
import type { Failed } from './repair.ts';

const pageSize = 1000;

/**
 * Compares every open ticket of the database with the running workflows. Temporal's list lags behind, so it only
 * suggests differences; each is checked with the workflow itself.
 */
export async function compareOpenTickets(
  desk: Desk,
): Promise<{ restarted: string[]; caughtUp: string[]; failed: Failed[] }> {
  const done = { none: [] as string[], restarted: [] as string[], caughtUp: [] as string[] };
  const failed: Failed[] = [];
  const mend = (reference: string) =>
    repair(desk, reference).then(
      (did) => done[did].push(reference),
      (error: unknown) => failed.push({ reference, error }),
    );
  const running = await runningWorkflows(desk);
  for await (const { reference, seq } of openTickets(desk)) {
    const agrees = running.get(reference) === seq;
    running.delete(reference);
    if (!agrees) await mend(reference);
  }
  // Running but not open in the database: either just resolved, or lost when a backup was restored. Skip workflows
  // that have not recorded anything yet.
  for (const [reference, seq] of running) if (seq !== undefined) await mend(reference);
  return { ...done, failed };
}

/** The number of the last recorded event, by reference. */
async function runningWorkflows({ client }: Desk): Promise<Map<string, number | undefined>> {
  const running = new Map<string, number | undefined>();
  const query = `WorkflowType = '${ticketWorkflow}' AND ExecutionStatus = 'Running'`;
  for await (const execution of client.workflow.list({ query, pageSize })) {
    running.set(execution.workflowId, execution.typedSearchAttributes.get(searchAttributes.seq));
  }
  return running;
}

async function* openTickets({ prisma }: Desk): AsyncGenerator<{ reference: string; seq: number }> {
  for (let after = ''; ;) {
    const page = await prisma.ticket.findMany({
      where: { status: { not: 'RESOLVED' }, reference: { gt: after } },
      select: { reference: true, seq: true },
      orderBy: { reference: 'asc' },
      take: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.reference;
  }
}
