import { NativeConnection } from '@temporalio/worker';
import { inject } from 'vitest';
import { listenForAnnouncements } from '../../tickets/announcements.ts';
import type { Announcements } from '../../tickets/announcements.ts';
import type { Outgoing } from '../../mail/outgoing.ts';
import { createWorker } from '../../worker/create.ts';
import { createDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { keptMail } from './outgoing.ts';
import { makeStorage } from './storage.ts';
import type { TestStorage } from './storage.ts';
import { createNamespace } from './temporal.ts';
import type { TestNamespace } from './temporal.ts';

export interface TestDesk extends TestDatabase, TestNamespace, Omit<TestStorage, 'remove'> {
  announcements: Announcements;
  /** Starts a worker; tests stop it to see what happens without one. */
  startWorker(): Promise<RunningWorker>;
  stopWorkers(): Promise<void>;
  stop(): Promise<void>;
}

interface RunningWorker {
  stop(): Promise<void>;
}

interface DeskOptions {
  /** False starts no worker. */
  worker?: boolean;
  /** Another desk's database, as after the loss of its Temporal server. It outlives this desk. */
  over?: TestDatabase;
  /** How mail is sent; kept by default. */
  outgoing?: Outgoing;
}

/** A database and a namespace with a real worker. */
export async function startDesk({
  worker = true,
  over,
  outgoing = keptMail,
}: DeskOptions = {}): Promise<TestDesk> {
  const [database, temporal] = await Promise.all([over ?? createDatabase(), createNamespace()]);
  const announcements = listenForAnnouncements(database.url);
  const { storage, dataDir, remove } = await makeStorage();
  const workers = new Set<RunningWorker>();
  const startWorker = async (): Promise<RunningWorker> => {
    const connection = await NativeConnection.connect({ address: temporal.address });
    const created = await createWorker({
      connection,
      namespace: temporal.namespace,
      prisma: database.prisma,
      storage,
      outgoing,
      workflowBundle: { codePath: inject('workflowBundle') },
    });
    const ran = created.run();
    const running = {
      stop: async () => {
        if (!workers.delete(running)) return;
        created.shutdown();
        await ran;
        await connection.close();
      },
    };
    workers.add(running);
    return running;
  };
  if (worker) await startWorker();
  const stopWorkers = async () => {
    for (const running of workers) await running.stop();
  };
  const stop = async () => {
    await stopWorkers();
    await announcements.close();
    await temporal.close();
    remove();
    if (!over) await database.drop();
  };
  const { url, prisma, pool, drop } = database;
  const places = { url, dataDir, storage, announcements };
  return { ...places, prisma, pool, drop, ...temporal, startWorker, stopWorkers, stop };
}
