import pg from 'pg';
import { SESSION_OPTIONS } from '../../prisma/client.ts';
import type { Statement } from '../bare/lists.ts';
import { median, quantile } from '../measure.ts';
import type { Measured } from './measure-lists.ts';

const targets = { bare: 2, growth: 1.5 };

interface MeasuredDatabase {
  count: number;
  url: string;
  lists: Measured[];
}

/** Prints each page's ratios, and the plans of the slowest statements of the largest database. */
export async function reportLists(databases: MeasuredDatabase[]): Promise<void> {
  const [few, many] = databases;
  if (!few || !many) throw new Error('needs two databases to compare');
  const p95 = (times: number[]): number => quantile(times, 0.95);
  const verdict = (value: number, target: number): string =>
    `${value.toFixed(2)} ${value <= target ? '' : 'MISSED'}`.trim();
  console.log(
    `\np95 of ${many.lists[0]?.ours.length} requests; the bare handler = 1, at most ${targets.bare}; and ` +
      `from ${few.count} to ${many.count} tickets at most ${targets.growth} (medians in brackets)`,
  );
  for (const [at, { name, ours, bare }] of many.lists.entries()) {
    const before = few.lists[at];
    if (!before) continue;
    console.log(
      `${name}: bare ${verdict(p95(ours) / p95(bare), targets.bare)} (${(median(ours) / median(bare)).toFixed(2)}), ` +
        `growth ${verdict(p95(ours) / p95(before.ours), targets.growth)} (${(median(ours) / median(before.ours)).toFixed(2)}), ` +
        `${p95(ours).toFixed(1)} ms`,
    );
  }
  await printPlans(many);
}

const shown = 3;

async function printPlans({ url, lists }: MeasuredDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: SESSION_OPTIONS });
  await client.connect();
  const plans: { took: number; name: string; statement: Statement; plan: string }[] = [];
  for (const { name, statements } of lists) {
    for (const statement of statements.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text))) {
      const explain = `EXPLAIN (ANALYZE, BUFFERS) ${statement.text}`;
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(explain, statement.values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      plans.push({ took: Number(/Execution Time: ([\d.]+)/.exec(plan)?.[1]), name, statement, plan });
    }
  }
  await client.end();
  plans.sort((a, b) => b.took - a.took);
  for (const { name, plan, statement } of plans.slice(0, shown)) {
    console.log(
      `\nOne of the slowest statements, of ${name}:\n${statement.text.replace(/\s+/g, ' ').trim()}\n${plan}`,
    );
  }
}
