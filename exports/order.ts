/** Orders a list as a file made in the background. */
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { formatLabels, mostRunning } from '../domain/exports.ts';
import type { ExportFormat } from '../domain/exports.ts';
import { listTitles } from '../domain/lists.ts';
import type { ListName } from '../domain/lists.ts';
import { readFilter } from '../lists/ticket-filter.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';
import type { Export, PrismaClient } from '../prisma/generated/client.ts';
import { OutcomeUnknown } from '../tickets/desk.ts';
import type { Desk } from '../tickets/desk.ts';
import { exportWorkflow, exportWorkflowId } from '../workflows/exports.ts';
import type { ExportOrder } from '../workflows/exports.ts';
import { taskQueue } from '../workflows/messages.ts';

interface ExportRequest {
  accountId: string;
  unitId: string;
  requestKey: string;
  list: ListName;
  format: ExportFormat;
  filter: TicketFilter;
  year: number;
}

/** The account already has as many running exports as allowed. */
export class TooManyExports extends Error {
  override name = 'TooManyExports';
}

/**
 * Records the export and starts its workflow; the same request again is the same export. Waits until `deadline` (epoch
 * milliseconds).
 *
 * @throws TooManyExports, OutcomeUnknown when Temporal is down; sent again, the request starts it
 */
export async function orderExport(desk: Desk, request: ExportRequest, deadline: number): Promise<void> {
  const { id, status } = await noted(desk.prisma, request);
  if (status !== 'PENDING') return;
  const { list, format } = request;
  const order: ExportOrder = { id, list, format };
  try {
    await desk.client.withDeadline(deadline, () =>
      desk.client.workflow.start(exportWorkflow, {
        args: [order],
        workflowId: exportWorkflowId(id),
        taskQueue,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        staticSummary: `Unduhan: ${listTitles[list]}, ${formatLabels[format]}`,
      }),
    );
  } catch (error) {
    throw new OutcomeUnknown(`the export ${id} was not started`, { cause: error });
  }
}

function noted(prisma: PrismaClient, request: ExportRequest) {
  const { accountId, requestKey, filter } = request;
  return prisma.$transaction(async (tx) => {
    // Serialises an account's requests, so that simultaneous ones cannot exceed the limit.
    await tx.$queryRaw`SELECT 1 AS held FROM account WHERE id = ${accountId}::uuid FOR UPDATE`;
    const known = await tx.export.findUnique({ where: { accountId_requestKey: { accountId, requestKey } } });
    if (known) return known;
    const running = { accountId, status: { in: ['PENDING' as const, 'PROCESSING' as const] } };
    if ((await tx.export.count({ where: running })) >= mostRunning) throw new TooManyExports();
    return tx.export.create({ data: { ...request, filter: { ...filter } } });
  });
}

/** The filter kept in an export's row; fields that it lacks, as added later, are empty. */
export function storedFilter({ filter }: Pick<Export, 'filter'>): TicketFilter {
  const stored = filter as Record<string, string>;
  return readFilter((name) => stored[name] ?? '');
}
