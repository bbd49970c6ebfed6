/**
 * `npm run bench:calendar`: one edit of the calendar moves many open tickets while two people record and answer.
 * Prints how many tickets move per second, and how much slower acts are meanwhile.
 */
import { openDatabase } from '../prisma/client.ts';
import { saveChange, startMoving } from '../tickets/calendar-change.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { touchedTickets } from '../tickets/touched.ts';
import { quantile, runRound } from './measure.ts';
import type { Round, Step } from './measure.ts';
import { startServices } from './services.ts';
import { clientLife, clientRecording } from './ticket-lives.ts';

const tickets = Number(process.env['BENCH_TICKETS'] ?? 20_000);
const lives = Number(process.env['BENCH_LIVES'] ?? 100);
const people = 2;
const target = 2;

const services = await startServices(['worker/main.ts']);
try {
  const { prisma, close } = openDatabase(services.config.databaseUrl);
  const client = connectTemporal(services.config.temporal);
  const desk = { prisma, client };
  const record = await clientRecording(desk);
  await runRound(async () => void (await record()), tickets, 24);
  const life = await clientLife(desk);
  await runRound(life, lives, people);
  const before = await runRound(life, lives, people);

  const admin = await prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const edit = {
    summary: 'Hari kerja diubah',
    detail: ['Hari kerja diubah'],
    apply: async (tx: Parameters<typeof saveChange>[0]) =>
      void (await tx.slaSetting.update({ where: { id: 1 }, data: { workingDays: 7 } })),
  };
  await prisma.$transaction((tx) => saveChange(tx, edit, admin, null), { timeout: 60_000 });
  const began = performance.now();
  await startMoving(desk);
  const rounds: Round[] = [];
  let seconds = 0;
  const moved = (async () => {
    while ((await touchedTickets(prisma)).length > 0) await new Promise((wait) => setTimeout(wait, 1000));
    seconds = (performance.now() - began) / 1000;
  })();
  while (seconds === 0) rounds.push(await runRound(life, 20, people));
  await moved;
  console.log(
    `${tickets} open tickets moved in ${seconds.toFixed(0)} s: ${(tickets / seconds).toFixed(1)} a second`,
  );
  for (const step of ['record', 'answer'] as const) report(step, before, rounds);
  await client.connection.close();
  await close();
} finally {
  await services.stop();
}

function report(step: Step, before: Round, rounds: Round[]): void {
  const during = rounds.flatMap(({ took }) => took[step]).toSorted((a, b) => a - b);
  const ratio = (share: number): number => quantile(during, share) / quantile(before.took[step], share);
  const reached = ratio(0.5) <= target ? 'reached' : 'MISSED';
  console.log(
    `${step}: p50 ${ratio(0.5).toFixed(2)}, p95 ${ratio(0.95).toFixed(2)} times as long as before, target ${target} ${reached}`,
  );
}
