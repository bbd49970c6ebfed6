/**
 * `npm run bench:calendar`: edits of the calendar move open tickets while two people record and answer. First many
 * edits in a row over some tickets, then one edit over many tickets. Prints how fast tickets move, and how much
 * slower acts are meanwhile. Each part ends when every open ticket has the calendar's deadline.
 */
import { editOf } from '../calendar/edits.ts';
import { settingsOf } from '../calendar/rows.ts';
import { openDatabase } from '../prisma/client.ts';
import { saveChange, startMoving } from '../tickets/calendar-change.ts';
import { connectTemporal } from '../tickets/connection.ts';
import { touchedTickets } from '../tickets/touched.ts';
import { quantile, runRound } from './measure.ts';
import type { Round, Step } from './measure.ts';
import { startServices } from './services.ts';
import { clientLife, clientRecording } from './ticket-lives.ts';

const few = Number(process.env['BENCH_FEW_TICKETS'] ?? 240);
const edits = Number(process.env['BENCH_EDITS'] ?? 500);
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
  const life = await clientLife(desk);
  const admin = await prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });

  const setWorkingDays = async (workingDays: number): Promise<void> => {
    const before = settingsOf(await prisma.slaSetting.findUniqueOrThrow({ where: { id: 1 } }));
    const edit = editOf([{ table: 'settings', before, after: { ...before, workingDays } }]);
    await prisma.$transaction((tx) => saveChange(tx, edit, admin, null), { timeout: 60_000 });
    await startMoving(desk);
  };
  const allRight = async (): Promise<void> => {
    while ((await touchedTickets(prisma)).length > 0) await new Promise((wait) => setTimeout(wait, 1000));
  };
  /** Runs lives until the work is done. @returns seconds, and the lives */
  const beside = async (work: () => Promise<void>): Promise<{ seconds: number; rounds: Round[] }> => {
    const began = performance.now();
    let seconds = 0;
    const rounds: Round[] = [];
    const done = work().then(() => (seconds = (performance.now() - began) / 1000));
    while (seconds === 0) rounds.push(await runRound(life, 20, people));
    await done;
    return { seconds, rounds };
  };

  await runRound(async () => void (await record()), few, 24);
  await runRound(life, lives, people);
  const before = await runRound(life, lives, people);
  const storm = await beside(async () => {
    for (let n = 0; n < edits; n++) await setWorkingDays(n % 2 === 0 ? 6 : 5);
    await allRight();
  });
  console.log(`${edits} edits over ${few} open tickets: all right after ${storm.seconds.toFixed(0)} s`);
  report(before, storm.rounds);

  await runRound(async () => void (await record()), tickets - few, 24);
  const one = await beside(async () => {
    await setWorkingDays(7);
    await allRight();
  });
  const rate = (tickets / one.seconds).toFixed(1);
  console.log(`one edit over ${tickets} open tickets: ${one.seconds.toFixed(0)} s, ${rate} a second`);
  report(before, one.rounds);
  await client.connection.close();
  await close();
} finally {
  await services.stop();
}

function report(before: Round, rounds: Round[]): void {
  for (const step of ['record', 'answer'] as const satisfies Step[]) {
    const during = rounds.flatMap(({ took }) => took[step]).toSorted((a, b) => a - b);
    const ratio = (share: number): number => quantile(during, share) / quantile(before.took[step], share);
    const reached = ratio(0.5) <= target ? 'reached' : 'MISSED';
    console.log(
      `  ${step}: p50 ${ratio(0.5).toFixed(2)}, p95 ${ratio(0.95).toFixed(2)} times as long as before, target ${target} ${reached}`,
    );
  }
}
