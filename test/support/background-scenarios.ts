/** Scenarios of the workflows without a state of their own, with activities that only count, for recorded histories. */
import { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import type { CalendarActivities } from '../../workflows/activities.ts';
import type { ExportActivities } from '../../workflows/exports.ts';
import { calendarTaskQueue, taskQueue } from '../../workflows/messages.ts';
import { kick, mailTaskQueue, notifierWorkflow } from '../../workflows/notices.ts';
import type { MailActivities, NoticeActivities, WebhookActivities } from '../../workflows/notices.ts';
import type { SweepActivities } from '../../workflows/sweep.ts';
import type { History } from './golden.ts';
import { createTimeSkipping } from './time-skipping.ts';

interface Scenario {
  workflow: 'notifier' | 'mail' | 'webhook' | 'moveDeadlines' | 'sweep' | 'sweepExports';
  args?: [unknown];
  /** How often outside calls, or moves of tickets, fail at first. */
  refusals?: number;
}

const id = 'HAI-302090000.1.penanya';

export const backgroundScenarios: Record<string, Scenario> = {
  notified: { workflow: 'notifier' },
  'mail-sent': { workflow: 'mail', args: [{ id, gathers: false }] },
  'mail-gathered': { workflow: 'mail', args: [{ id: `rekap.KPPN-008.${id}`, gathers: true }] },
  'mail-taken-later': { workflow: 'mail', args: [{ id, gathers: false }], refusals: 3 },
  'mail-failed': { workflow: 'mail', args: [{ id, gathers: false }], refusals: Infinity },
  'hai-called': { workflow: 'webhook', args: [{ reference: 'HAI-302090000', seq: 2 }], refusals: 2 },
  /** Two sweeps of two batches each, and a third because a ticket did not move in the second. */
  'deadlines-moved': { workflow: 'moveDeadlines', args: [{}], refusals: 4 },
  'deadlines-moved-on': { workflow: 'moveDeadlines', args: [{ swept: 7 }] },
  swept: { workflow: 'sweep' },
  'swept-exports': { workflow: 'sweepExports' },
};

export interface Lived {
  name: string;
  history: History;
}

const identity = 'histories';
const nothing = async (): Promise<void> => undefined;

/** Runs every scenario with this code on one time-skipping server. */
export async function liveBackground(bundle: Pick<WorkerOptions, 'workflowBundle'>): Promise<Lived[]> {
  const env = await createTimeSkipping();
  const client = new Client({ connection: env.connection, namespace: 'default', identity });
  let refusals = 0;
  const refused = (): boolean => refusals-- > 0;
  const local: Omit<MailActivities, 'handOver'> &
    NoticeActivities &
    CalendarActivities &
    SweepActivities &
    Pick<ExportActivities, 'sweepExports'> = {
    notify: async () => false,
    closeDigest: nothing,
    settle: nothing,
    calendarVersion: async () => 7,
    moveBatch: async ({ after }) => ({
      next: after === '' ? 'HAI-302090000' : null,
      left: refused() ? 1 : 0,
    }),
    finishChanges: nothing,
    sweepForms: nothing,
    sweepAttachments: async () => ({ waiting: 0, orphans: 0 }),
    sweepNotices: async () => ({ notifications: 0, mails: 0, calls: 0 }),
    sweepExports: nothing,
  };
  const outside: Pick<MailActivities, 'handOver'> & WebhookActivities = {
    handOver: async () => {
      if (refused()) throw ApplicationFailure.retryable('not handed over: 451');
      return 'SENT';
    },
    callHai: async () => {
      if (refused()) throw ApplicationFailure.retryable('not taken: 503');
    },
  };
  const shared = { connection: env.nativeConnection, namespace: 'default', identity };
  const workers = [
    await Worker.create({ ...shared, taskQueue, activities: { ...local }, ...bundle }),
    await Worker.create({ ...shared, taskQueue: mailTaskQueue, activities: { ...outside } }),
    await Worker.create({ ...shared, taskQueue: calendarTaskQueue, activities: { ...local } }),
  ];
  const running = workers.map((worker) => worker.run());
  const lived: Lived[] = [];
  try {
    for (const [name, scenario] of Object.entries(backgroundScenarios)) {
      refusals = scenario.refusals ?? 0;
      const options = { workflowId: name, taskQueue, args: scenario.args ?? [] };
      const handle =
        scenario.workflow === notifierWorkflow
          ? await client.workflow.signalWithStart(scenario.workflow, { ...options, signal: kick })
          : await client.workflow.start(scenario.workflow, options);
      await env.client.workflow.getHandle(handle.workflowId).result();
      lived.push({ name, history: await handle.fetchHistory() });
    }
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    await env.teardown();
  }
  return lived;
}
