/** `npm run worker`: runs the tickets' workflows and activities, and reconciles at its start. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { Connection } from '@temporalio/client';
import { readConfig } from '../config/env.ts';
import { log } from '../config/log.ts';
import { heedParent } from '../config/parent.ts';
import { outgoingOf } from '../mail/outgoing.ts';
import { openDatabase } from '../prisma/client.ts';
import { openStorage } from '../storage/storage.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { reconcile } from '../tickets/reconcile.ts';
import { createWorker, workflowsPath } from './create.ts';
import { workerMetrics } from './metrics.ts';
import { prepareNamespace } from './namespace.ts';
import { ensureSchedules } from './schedules.ts';
import { watchOutbox } from './outbox-watch.ts';

const config = readConfig();
const { address, namespace, apiKey, tls } = config.temporal;
const connectionOptions = { address, tls, ...(apiKey === null ? {} : { apiKey }) };

const database = openDatabase(config.databaseUrl);
const figures = workerMetrics(database);
Runtime.install({
  shutdownSignals: [],
  telemetryOptions: { metrics: { buffer: figures.buffer } },
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'WARN' ? 'warn' : 'error']({ ...meta }, message),
  ),
});

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
heedParent(() => stopping.abort());
const stopped = once(stopping.signal, 'abort').then(() => stopping.signal.throwIfAborted());
stopped.catch(() => undefined);
/** A Temporal that does not answer must not delay the stop. */
const unlessStopped = <T>(step: Promise<T>) => Promise.race([step, stopped as Promise<never>]);

const storage = await openStorage(config.storage);
const desk = { prisma: database.prisma, client: connectTemporal(config.temporal) };
figures.start();
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
const watching = watchOutbox(desk, stopping.signal);

while (!stopping.signal.aborted) {
  try {
    await work();
  } catch (error) {
    if (stopping.signal.aborted) break;
    log.error({ err: error }, 'the worker lost Temporal and reconnects');
    await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}
await watching;
await desk.client.connection.close();
await figures.stop();
await database.close();
// The channel to the parent, or a call to a Temporal that does not answer, would keep this process alive.
process.exit();

/** Runs until asked to stop, or until Temporal is down for longer than the SDK tolerates. */
async function work(): Promise<void> {
  const { connection, operator } = await unlessStopped(connect());
  try {
    await unlessStopped(prepareNamespace(operator, namespace));
    const { prisma } = database;
    const outgoing = outgoingOf(config);
    const worker = await unlessStopped(
      createWorker({ connection, namespace, prisma, storage, outgoing, workflowBundle }),
    );
    const running = worker.run();
    stopping.signal.addEventListener('abort', () => worker.shutdown());
    log.info({ namespace }, 'the worker is ready');
    process.send?.('ready');
    void ensureSchedules(desk.client).catch((error: unknown) =>
      log.error({ err: error }, 'could not create the schedules'),
    );
    void reconcile(desk).catch((error: unknown) => log.error({ err: error }, 'reconcile failed'));
    await running;
  } finally {
    await operator.close();
    await connection.close();
  }
}

async function connect() {
  const connection = await NativeConnection.connect(connectionOptions);
  return { connection, operator: await Connection.connect(connectionOptions) };
}
