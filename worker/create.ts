import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions, NativeConnection } from '@temporalio/worker';
import { createActivities, createMailActivities } from '../activities/index.ts';
import type { Dependencies } from '../activities/index.ts';
import { createCalendarActivities } from '../activities/tickets/move-batch.ts';
import { calendarTaskQueue, taskQueue } from '../workflows/messages.ts';
import { mailTaskQueue } from '../workflows/notices.ts';

export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

interface WorkerDependencies extends Omit<Dependencies, 'client'> {
  connection: NativeConnection;
  namespace: string;
  /** A ready bundle; without one the workflows are bundled here. */
  workflowBundle?: NonNullable<WorkerOptions['workflowBundle']>;
}

interface TicketWorker {
  /** Resolves when everything has ended after `shutdown`; rejects when the worker fails. */
  run(): Promise<void>;
  /** Lets running activities finish, for 10 s at most. Does nothing if it is stopping already. */
  shutdown(): void;
}

/** Most simultaneous connections to mail servers. */
const mailsAtOnce = 5;

/** A worker for the ticket queue, and others for mail and the calendar: neither may delay tickets. */
export async function createWorker({
  connection,
  namespace,
  workflowBundle,
  ...dependencies
}: WorkerDependencies): Promise<TicketWorker> {
  const shared = {
    connection,
    namespace,
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '10 seconds',
  } satisfies Partial<WorkerOptions>;
  const client = new Client({ connection, namespace });
  const tickets = await Worker.create({
    ...shared,
    taskQueue,
    activities: { ...createActivities({ ...dependencies, client }) },
    ...(workflowBundle ? { workflowBundle } : { workflowsPath }),
  });
  const mails = await Worker.create({
    ...shared,
    taskQueue: mailTaskQueue,
    activities: { ...createMailActivities(dependencies) },
    maxConcurrentActivityTaskExecutions: mailsAtOnce,
  });
  const calendar = await Worker.create({
    ...shared,
    taskQueue: calendarTaskQueue,
    activities: { ...createCalendarActivities(dependencies.prisma, client) },
    maxConcurrentActivityTaskExecutions: 1,
  });
  const workers = [tickets, mails, calendar];
  const shutdown = () =>
    workers.filter((worker) => worker.getState() === 'RUNNING').forEach((worker) => worker.shutdown());
  const run = async () => {
    const runs = await Promise.allSettled(workers.map((worker) => worker.run().finally(shutdown)));
    for (const ended of runs) if (ended.status === 'rejected') throw ended.reason;
  };
  return { run, shutdown };
}
