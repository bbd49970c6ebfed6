/** The SDK's own metrics (latencies, failures, pollers, free slots) in prom-client. */
import type { MetricsBuffer } from '@temporalio/worker';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

type Update = ReturnType<MetricsBuffer['retrieveUpdates']> extends Iterable<infer U> ? U : never;

/** SDK attributes that become labels; each has a closed list of values. */
const labelNames = [
  'namespace',
  'task_queue',
  'workflow_type',
  'activity_type',
  'operation',
  'status_code',
  'poller_type',
  'worker_type',
  'failure_reason',
];

/** In seconds: a workflow task takes milliseconds, a ticket days. */
const buckets = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 20, 60, 3600, 86_400, 604_800, 2_592_000];

/** Start failure counters at 0: an alert on their increase would miss the first failure of an absent one. */
const failures = {
  temporal_workflow_failed: 'Count of failed workflows',
  temporal_workflow_task_execution_failed: 'Count of workflow task execution failures',
  temporal_activity_execution_failed: 'Count of activity task execution failures',
};

/** Registers the failure counters before the first failure. */
export function beginAtZero(registry: Registry): void {
  for (const [name, help] of Object.entries(failures)) {
    new Counter({ name, help, labelNames, registers: [registry] }).inc(0);
  }
}

/** Takes the SDK's measurements since the last call. Its buffer must be emptied every few seconds. */
export function drain(buffer: MetricsBuffer, registry: Registry): void {
  for (const update of buffer.retrieveUpdates()) take(update, registry);
}

function take({ metric, value, attributes }: Update, registry: Registry): void {
  const labels = Object.fromEntries(
    labelNames.flatMap((name) => (attributes[name] === undefined ? [] : [[name, String(attributes[name])]])),
  );
  const name = metric.unit === 's' ? `${metric.name}_seconds` : metric.name;
  const made = { name, help: metric.description || name, labelNames, registers: [registry] };
  const known = registry.getSingleMetric(name);
  switch (metric.kind) {
    case 'counter':
      return (known instanceof Counter ? known : new Counter(made)).inc(labels, value);
    case 'histogram':
      return (known instanceof Histogram ? known : new Histogram({ ...made, buckets })).observe(
        labels,
        value,
      );
    case 'gauge':
      return (known instanceof Gauge ? known : new Gauge(made)).set(labels, value);
    case 'up-down-counter':
      return (known instanceof Gauge ? known : new Gauge(made)).inc(labels, value);
  }
}
