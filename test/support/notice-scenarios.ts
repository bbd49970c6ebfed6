/** Lives of the workflows of notifications, for recorded histories. */
import { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { taskQueue } from '../../workflows/messages.ts';
import { kick, mailTaskQueue } from '../../workflows/notices.ts';
import type { MailActivities, MailInput, NoticeActivities } from '../../workflows/notices.ts';
import type { History } from './golden.ts';
import { createTimeSkipping } from './time-skipping.ts';

interface Scenario {
  workflow: 'notifier' | 'mail';
  args: [] | [MailInput];
  /** How often the hand-over fails before it is taken. */
  refusals?: number;
}

const id = 'HAI-302090000.1.penanya';

export const noticeScenarios: Record<string, Scenario> = {
  /** From before HAI was called. */
  'notifier-told': { workflow: 'notifier', args: [] },
  /** From before one activity did all of it. */
  'notifier-called': { workflow: 'notifier', args: [] },
  'notifier-notified': { workflow: 'notifier', args: [] },
  'mail-sent': { workflow: 'mail', args: [{ id, gathers: false }] },
  'mail-gathered': { workflow: 'mail', args: [{ id: `rekap.KPPN-008.${id}`, gathers: true }] },
  'mail-taken-later': { workflow: 'mail', args: [{ id, gathers: false }], refusals: 3 },
  'mail-failed': { workflow: 'mail', args: [{ id, gathers: false }], refusals: Infinity },
};

export interface LivedNotice {
  name: string;
  history: History;
}

const identity = 'histories';

/** Lives every scenario with this code on one server whose time is skipped. */
export async function liveNotices(bundle: Pick<WorkerOptions, 'workflowBundle'>): Promise<LivedNotice[]> {
  const env = await createTimeSkipping();
  const client = new Client({ connection: env.connection, namespace: 'default', identity });
  let refusals = 0;
  const tickets: NoticeActivities & Omit<MailActivities, 'handOver'> = {
    notify: async () => false,
    tell: async () => false,
    startMails: async () => false,
    startCalls: async () => false,
    closeDigest: async () => undefined,
    settle: async () => undefined,
  };
  const mails: Pick<MailActivities, 'handOver'> = {
    handOver: async () => {
      if (refusals-- > 0) throw ApplicationFailure.retryable('not handed over: 451');
      return 'SENT';
    },
  };
  const shared = { connection: env.nativeConnection, namespace: 'default', identity };
  const workers = [
    await Worker.create({ ...shared, taskQueue, activities: { ...tickets }, ...bundle }),
    await Worker.create({ ...shared, taskQueue: mailTaskQueue, activities: { ...mails } }),
  ];
  const running = workers.map((worker) => worker.run());
  const lived: LivedNotice[] = [];
  try {
    for (const [name, scenario] of Object.entries(noticeScenarios)) {
      refusals = scenario.refusals ?? 0;
      const options = { workflowId: name, taskQueue, args: scenario.args };
      const handle =
        scenario.workflow === 'notifier'
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
