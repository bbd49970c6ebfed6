/** The workers' metrics, which reach the scraper through PostgreSQL (docs/decisions/0017). */
import { AggregatorRegistry, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';

/** Milliseconds between two reports of a worker. */
export const reportEvery = 10_000;
/** A worker that has not reported for this long counts as gone. */
const goneAfter = 4 * reportEvery;

/** One metric in prom-client's format. JSON has no NaN: it comes back as null. */
interface Figures {
  name: string;
  values: { value: number | null; labels: Record<string, string>; metricName?: string }[];
}

const report = (registry: Registry) => registry.getMetricsAsJSON() as unknown as Promise<Figures[]>;

/** Writes this worker's current metrics, and deletes those of workers that are gone. */
export async function reportFigures(prisma: PrismaClient, worker: string, registry: Registry): Promise<void> {
  const written = {
    reportedAt: new Date(),
    figures: (await report(registry)) as unknown as Prisma.InputJsonArray,
  };
  await prisma.workerFigures.upsert({ where: { worker }, create: { worker, ...written }, update: written });
  await prisma.workerFigures.deleteMany({ where: { reportedAt: { lt: longAgo() } } });
}

/** Deletes the report of a worker that stops. */
export const withdrawFigures = (prisma: PrismaClient, worker: string) =>
  prisma.workerFigures.deleteMany({ where: { worker } });

/** This process's metrics and those of every worker, labelled `worker`, in Prometheus' text format. */
export async function allFigures(own: Registry, prisma: PrismaClient): Promise<string> {
  const rows = await prisma.workerFigures
    .findMany({ where: { reportedAt: { gte: longAgo() } } })
    .catch(() => null);
  const reports = (rows ?? []).map(({ worker, figures }) =>
    labelled(figures as unknown as Figures[], { worker }),
  );
  const registry = AggregatorRegistry.aggregate([labelled(await report(own), {}), ...reports]);
  if (rows) {
    new Gauge({
      name: 'cso_workers',
      help: 'Workers that reported lately',
      registers: [registry],
    }).set(rows.length);
  }
  return registry.metrics();
}

const longAgo = (): Date => new Date(Date.now() - goneAfter);

/** No two series have the same labels, so summing changes none. */
const labelled = (figures: Figures[], more: Record<string, string>) =>
  figures.map((metric) => ({
    ...metric,
    aggregator: 'sum',
    values: metric.values
      .filter(({ value }) => value !== null)
      .map((value) => ({ ...value, labels: { ...value.labels, ...more } })),
  }));
