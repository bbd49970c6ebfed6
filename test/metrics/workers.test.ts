/** A worker's metrics on the web's page, and their use in deploy/. */
import { readFileSync } from 'node:fs';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { allFigures, reportFigures } from '../../metrics/workers.ts';
import { processMetrics } from '../../metrics/process.ts';
import { workerMetrics } from '../../worker/metrics.ts';
import type { WorkerMetrics } from '../../worker/metrics.ts';
import { taskQueue, ticketWorkflow } from '../../workflows/messages.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { draftOf, inputOfDraft } from '../support/drafts.ts';
import { answeredTicket } from '../support/given.ts';
import { seriesOf } from '../support/metrics.ts';
import { until } from '../support/until.ts';
import { serveApp } from '../support/web.ts';
import type { ServedApp } from '../support/web.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';

let database: TestDatabase;
let figures: WorkerMetrics;
let desk: TestDesk;
let app: ServedApp;
beforeAll(async () => {
  database = await createDatabase();
  figures = workerMetrics(database);
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger, telemetryOptions: { metrics: { buffer: figures.buffer } } });
  desk = await startDesk({ over: database });
  app = await serveApp(desk);
  figures.start();
});
afterAll(async () => {
  await app.close();
  await desk.stop();
  await database.drop();
});

const scrape = async () => (await app.visitor().get('/metrics')).text;

/** The page once it contains what is expected, after one or two reports of the worker. */
const scrapedWith = (what: string, has: (series: Map<string, number>) => boolean) =>
  until(
    what,
    async () => {
      const text = await scrape();
      return has(seriesOf(text)) ? text : null;
    },
    40_000,
  );

/** The labels of a series as `/metrics` writes them. */
const labelsOf = (series: string): string[] =>
  [...series.matchAll(/(\w+)="/g)].map(([, label]) => label ?? '');

const sum = (series: Map<string, number>, name: string, label = '') =>
  [...series]
    .filter(([key]) => key.startsWith(`${name}{`) && key.includes(label))
    .reduce((total, [, value]) => total + value, 0);

it("reports a worker's workflows, activities and their failures", async () => {
  await answeredTicket(desk);
  const draft = await draftOf(desk.prisma);
  const nobody = { ...draft.handlingUnit, id: 'KPPN-000' };
  const broken = await desk.client.workflow.start(ticketWorkflow, {
    taskQueue,
    workflowId: 'rusak',
    args: [inputOfDraft({ ...draft, handlingUnit: nobody })],
  });
  const text = await scrapedWith(
    'a failed activity',
    (series) => sum(series, 'temporal_activity_execution_failed', 'activity_type="openTicket"') > 0,
  );
  await broken.terminate();
  const series = seriesOf(text);
  expect(series.get('cso_workers')).toBe(1);
  expect(sum(series, 'temporal_workflow_completed', 'workflow_type="ticket"')).toBe(1);
  expect(sum(series, 'temporal_num_pollers', 'worker=')).toBeGreaterThan(0);
  expect(sum(series, 'temporal_workflow_failed')).toBe(0);
  expect(text).not.toContain('rusak');
});

const deployed = {
  'prometheus/alerts.yml': (text: string) => text,
  'grafana/dashboard.json': (text: string) => text.replaceAll('\\"', '"'),
};

test.each(Object.entries(deployed))('every metric and label in deploy/%s exists', async (file, read) => {
  const expressions = read(readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8'));
  const wanted = new Set(expressions.match(/\b(cso|temporal|process|nodejs)_[a-z0-9_]+/g));
  const text = await scrape();
  const there = new Set([...seriesOf(text).keys()].map((key) => key.replace(/\{.*/, '')));
  expect(wanted.size).toBeGreaterThan(8);
  expect([...wanted].filter((name) => !there.has(name))).toEqual([]);
  // Prometheus itself adds these two.
  const labels = new Set(['instance', 'job', ...[...seriesOf(text).keys()].flatMap(labelsOf)]);
  const grouped = [...expressions.matchAll(/\b(?:by|without) \(([\w, ]+)\)/g)].flatMap(([, names]) =>
    (names ?? '').split(', '),
  );
  const matched = [...expressions.matchAll(/[{,]\s*(\w+)(?:=~|!=|="|!~)/g)].map(([, name]) => name ?? '');
  expect(grouped.length).toBeGreaterThan(3);
  expect(matched).toContain('status');
  expect([...grouped, ...matched].filter((name) => !labels.has(name))).toEqual([]);
});

test('alerts when a web process is down', () => {
  const read = (file: string) =>
    readFileSync(new URL(`../../deploy/prometheus/${file}`, import.meta.url), 'utf8');
  const [, job] = /job_name: (\w+)/.exec(read('scrape.yml')) ?? [];
  expect(read('alerts.yml')).toContain(`up{job="${job}"} == 0 or absent(up{job="${job}"})`);
});

it('forgets a worker that stopped reporting, and separates two workers', async () => {
  const { prisma } = database;
  await reportFigures(prisma, 'satu:1', processMetrics(database.pool));
  await reportFigures(prisma, 'dua:2', processMetrics(database.pool));
  const cpu = (worker: string) => `process_cpu_seconds_total{worker="${worker}"}`;
  const both = seriesOf(await allFigures(new Registry(), prisma));
  expect([both.has(cpu('satu:1')), both.has(cpu('dua:2'))]).toEqual([true, true]);
  const longAgo = new Date(Date.now() - 60_000);
  await prisma.workerFigures.update({ where: { worker: 'satu:1' }, data: { reportedAt: longAgo } });
  const later = seriesOf(await allFigures(new Registry(), prisma));
  expect([later.has(cpu('satu:1')), later.has(cpu('dua:2'))]).toEqual([false, true]);
  await reportFigures(prisma, 'dua:2', processMetrics(database.pool));
  expect(await prisma.workerFigures.count({ where: { worker: 'satu:1' } })).toBe(0);
});

it('a worker that stops deletes its report', async () => {
  expect(
    await database.prisma.workerFigures.count({ where: { worker: { contains: String(process.pid) } } }),
  ).toBe(1);
  await figures.stop();
  expect(
    await database.prisma.workerFigures.count({ where: { worker: { contains: String(process.pid) } } }),
  ).toBe(0);
});
