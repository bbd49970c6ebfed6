/** What every process measures about itself: CPU, memory, event loop, connections to PostgreSQL. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type pg from 'pg';

/** Buckets in seconds for waits of people: from a quick page to the 5 seconds after which a request gets 503. */
export const patienceBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5];

/** A registry with the process's own metrics. */
export function processMetrics(pool: pg.Pool): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'cso_database_connections',
    help: 'Connections to PostgreSQL of this process by what they do',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'cso_database_connections_max',
    help: 'Connections to PostgreSQL that this process may have',
    registers: [registry],
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: 'cso_database_waiting',
    help: 'Queries of this process that wait for a connection to PostgreSQL',
    registers: [registry],
    collect() {
      this.set(pool.waitingCount);
    },
  });
  return registry;
}
