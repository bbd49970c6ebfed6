import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions, NativeConnection } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { createActivities } from '../activities/index.ts';
import { createCalendarActivities } from '../activities/move-batch.ts';
import { createKick } from '../activities/kick.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import { taskQueue } from '../workflows/messages.ts';

export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

export interface WorkerDependencies {
  connection: NativeConnection;
  namespace: string;
  prisma: PrismaClient;
  storage: Storage;
  /** Made before, to spare the bundling; by default it is bundled here. */
  workflowBundle?: NonNullable<WorkerOptions['workflowBundle']>;
}

/** The worker of the ticket queue. After `shutdown` it lets running activities end, for 10 s at most. */
export function createWorker({
  connection,
  namespace,
  prisma,
  storage,
  workflowBundle,
}: WorkerDependencies): Promise<Worker> {
  const client = new Client({ connection, namespace });
  const written = createKick(client);
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities: {
      ...createActivities({ prisma, storage, written }),
      ...createCalendarActivities(prisma, client),
    },
    ...(workflowBundle ? { workflowBundle } : { workflowsPath }),
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '10 seconds',
  });
}
