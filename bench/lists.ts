/**
 * `npm run bench:lists`: measures pages of both lists for a KPPN and for Kantor Pusat, over HTTP, against a bare
 * handler of the same statements, and with a hundred times as many tickets. Prints ratios of p95; absolute figures
 * depend on the machine.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withDatabase } from '../prisma/engine-adapter.ts';
import { SESSION_OPTIONS } from '../prisma/client.ts';
import { makeTickets } from './lists/make-tickets.ts';
import { measureLists } from './lists/measure-lists.ts';
import { reportLists } from './lists/report-lists.ts';
import { startServices } from './services.ts';

const counts = [
  Number(process.env['BENCH_FEW'] ?? 10_000),
  Number(process.env['BENCH_TICKETS'] ?? 1_000_000),
];
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 240);

const services = await startServices([]);
try {
  const { databaseUrl } = services.config;
  const measured = [];
  for (const count of counts) {
    const name = `tickets_${count}`;
    await administer(
      databaseUrl,
      `CREATE DATABASE ${name} TEMPLATE ${new URL(databaseUrl).pathname.slice(1)}`,
    );
    const url = withDatabase(databaseUrl, name);
    const pool = new pg.Pool({ connectionString: url, options: SESSION_OPTIONS });
    await makeTickets(pool, count, new Date());
    await pool.end();
    console.log(`created ${count} tickets`);
    measured.push({ count, url, lists: await measureLists(url, rounds) });
  }
  await reportLists(measured);
} finally {
  await services.stop();
}

/** A template database allows no connections; wait for those of migrating and seeding to close. */
async function administer(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(databaseUrl, 'postgres') });
  await client.connect();
  for (let tries = 0; ; tries++) {
    try {
      await client.query(sql);
      break;
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(500);
    }
  }
  await client.end();
}
