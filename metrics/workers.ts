/** The workers' figures, which reach the scraper by way of PostgreSQL (docs/decisions/0017). */
import { AggregatorRegistry, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';

/** Milliseconds between two reports of a worker. */
export const reportEvery = 10_000;
/** A worker that has not reported for so long is taken for gone. */
const goneAfter = 4 * reportEvery;

/** One metric as prom-client writes it. JSON has no NaN: it comes back as null. */
interface Figures {
  name: string;
  values: { value: number | null; labels: Record<string, string>; metricName?: string }[];
}

const report = (registry: Registry) => registry.getMetricsAsJSON() as unknown as Promise<Figures[]>;

/** Writes what this worker has measured until now, and forgets workers that are gone. */
export async function reportFigures(prisma: PrismaClient, worker: string, registry: Registry): Promise<void> {
  const written = {
    reportedAt: new Date(),
    figures: (await report(registry)) as unknown as Prisma.InputJsonArray,
  };
  await prisma.workerFigures.upsert({ where: { worker }, create: { worker, ...written }, update: written });
  await prisma.workerFigures.deleteMany({ where: { reportedAt: { lt: longAgo() } } });
}

/** Takes back what a worker that stops has reported. */
export const withdrawFigures = (prisma: PrismaClient, worker: string) =>
  prisma.workerFigures.deleteMany({ where: { worker } });

/** This process's figures and those of every worker, which carry `worker`, as Prometheus reads them. */
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

/** No two have the same labels, so that their sum is each of them. */
const labelled = (figures: Figures[], more: Record<string, string>) =>
  figures.map((metric) => ({
    ...metric,
    aggregator: 'sum',
    values: metric.values
      .filter(({ value }) => value !== null)
      .map((value) => ({ ...value, labels: { ...value.labels, ...more } })),
  }));
