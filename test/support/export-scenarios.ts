/** Runs of the export workflow with activities that do nothing, for recorded histories and golden states. */
import { ApplicationFailure, Client, WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { exportWorkflow, exportWorkflowId, notAllowed } from '../../workflows/exports.ts';
import type { ExportActivities, ExportOrder } from '../../workflows/exports.ts';
import { taskQueue } from '../../workflows/messages.ts';
import { askedIn } from './golden.ts';
import type { History } from './golden.ts';
import { createTimeSkipping } from './time-skipping.ts';

const order: ExportOrder = { id: '55555555-5555-4555-8555-555555555555', list: 'laporan', format: 'xlsx' };

/** The result of `chooseRows`. */
export const exportScenarios: Record<string, ExportActivities['chooseRows']> = {
  exported: async () => ({ rows: 12_000, parts: 3 }),
  'export-refused': async () => {
    throw ApplicationFailure.nonRetryable('Akun ini tidak lagi berwenang atas daftar ini.', notAllowed);
  },
};

interface Exported {
  name: string;
  history: History;
  asked: ReturnType<typeof askedIn>;
}

const identity = 'histories';
const nothing = async (): Promise<void> => undefined;

/** Runs every scenario with this code on its own server. */
export async function exportAll(bundle: Pick<WorkerOptions, 'workflowBundle'>): Promise<Exported[]> {
  const env = await createTimeSkipping();
  const client = new Client({ connection: env.connection, namespace: 'default', identity });
  const exported: Exported[] = [];
  try {
    for (const [name, chooseRows] of Object.entries(exportScenarios)) {
      const activities = { chooseRows, collectRows: nothing, writeFile: nothing, giveUp: nothing };
      const worker = await Worker.create({
        ...{ connection: env.nativeConnection, namespace: 'default', taskQueue, identity, activities },
        ...bundle,
      });
      const workflowId = exportWorkflowId(`${order.id}-${name}`);
      const options = { args: [order], workflowId, taskQueue };
      await worker.runUntil(client.workflow.execute(exportWorkflow, options).catch(refusedOnly));
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      exported.push({ name, history, asked: askedIn(history) });
    }
  } finally {
    await env.teardown();
  }
  return exported;
}

function refusedOnly(error: unknown): void {
  if (!(error instanceof WorkflowFailedError)) throw error;
}
