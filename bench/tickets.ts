/**
 * `npm run bench:tickets`: measures whole lives (recorded, answered, resolved, all persisted) against a bare workflow
 * with the same messages and empty activities, in turns on the same server. Prints ratios; absolute figures depend on
 * the machine.
 */
import { openDatabase } from '../prisma/client.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { bareLife } from './bare/life.ts';
import { median, quantile, runRound } from './measure.ts';
import type { Life, Round, Step } from './measure.ts';
import { startServices } from './services.ts';
import { clientLife, httpLife } from './ticket-lives.ts';

const lives = Number(process.env['BENCH_LIVES'] ?? 100);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** Enough to keep the servers of both sides busy; fewer would measure waiting instead of work. */
const atOnce = Number(process.env['BENCH_AT_ONCE'] ?? 24);
const targets = { client: 0.8, http: 0.6 };

const services = await startServices(['worker/main.ts', 'web/main.ts', 'bench/bare/worker.ts']);
try {
  const { config } = services;
  const { prisma, close } = openDatabase(config.databaseUrl);
  const client = connectTemporal(config.temporal);
  const desk = { prisma, client };
  const kinds: Record<'bare' | 'client' | 'http', Life> = {
    bare: bareLife(client),
    client: await clientLife(desk),
    http: await httpLife(desk, config.publicUrl),
  };
  const results: Record<keyof typeof kinds, Round[]> = { bare: [], client: [], http: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const kind of ['bare', 'client', 'http'] as const) {
      const result = await runRound(kinds[kind], lives, atOnce);
      if (round > 0) results[kind].push(result);
      console.log(
        `round ${round}${round === 0 ? ' (warm-up)' : ''} ${kind}: ${result.rate.toFixed(1)} lives/s`,
      );
    }
  }
  report(results);
  await client.connection.close();
  await close();
} finally {
  await services.stop();
}

function report(results: Record<'bare' | 'client' | 'http', Round[]>): void {
  console.log(`\n${rounds} rounds of ${lives} lives, ${atOnce} at once; the bare workflow = 1`);
  for (const kind of ['client', 'http'] as const) {
    const ratios = results[kind].map((round, index) => round.rate / (results.bare[index]?.rate ?? NaN));
    const low = Math.min(...ratios).toFixed(2);
    const high = Math.max(...ratios).toFixed(2);
    const reached = median(ratios) >= targets[kind] ? 'reached' : 'MISSED';
    console.log(
      `${kind}: rate ${median(ratios).toFixed(2)} (${low} to ${high}), target ${targets[kind]} ${reached}`,
    );
    for (const step of ['record', 'answer'] as const) {
      const multiple = (share: number): string => multipleOf(results, kind, step, share).toFixed(2);
      console.log(`  ${step}: p50 ${multiple(0.5)}, p95 ${multiple(0.95)} times the bare round trip`);
    }
  }
}

/** Median over the rounds of the ratio of this quantile to the bare one. */
function multipleOf(results: Record<string, Round[]>, kind: string, step: Step, share: number): number {
  const pairs = (results[kind] ?? []).map((round, index) => {
    const bare = results['bare']?.[index]?.took[step] ?? [];
    return quantile(round.took[step], share) / quantile(bare, share);
  });
  return median(pairs);
}
