/** A worker's metrics and how it reports them (docs/decisions/0017). */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MetricsBuffer } from '@temporalio/worker';
import { log } from '../config/log.ts';
import { processMetrics } from '../metrics/process.ts';
import { reportEvery, reportFigures, withdrawFigures } from '../metrics/workers.ts';
import type { Database } from '../prisma/client.ts';
import { beginAtZero, drain } from './sdk-metrics.ts';

export interface WorkerMetrics {
  /** Options for the SDK's runtime; install them before using anything else of the SDK. */
  buffer: MetricsBuffer;
  /** Starts reporting. */
  start(): void;
  /** Stops reporting and deletes the report. */
  stop(): Promise<void>;
}

const drainEvery = 1000;

/** Metrics of the process and the SDK, reported to PostgreSQL while it answers. */
export function workerMetrics({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): WorkerMetrics {
  const worker = `${hostname()}:${process.pid}`;
  const buffer = new MetricsBuffer({ maxBufferSize: 100_000, useSecondsForDurations: true });
  const registry = processMetrics(pool);
  beginAtZero(registry);
  const stopping = new AbortController();
  let running = Promise.resolve();

  async function run(): Promise<void> {
    let reported = 0;
    while (!stopping.signal.aborted) {
      drain(buffer, registry);
      if (Date.now() >= reported + reportEvery) {
        reported = Date.now();
        await reportFigures(prisma, worker, registry).catch((error: unknown) =>
          log.debug({ err: error }, 'could not report metrics'),
        );
      }
      await sleep(drainEvery, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    buffer,
    start: () => void (running = run()),
    async stop() {
      stopping.abort();
      await running;
      await withdrawFigures(prisma, worker).catch(() => undefined);
    },
  };
}
