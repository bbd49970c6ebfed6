/**
 * `npm run bench:exports`: measures files of long lists, made from PostgreSQL by the product's code, against bare
 * loops of the same libraries with the same cells in memory. They take turns, each in its own process, ours with a
 * worker's heap limit. Prints ratios.
 */
import { spawn } from 'node:child_process';
import { workerLimits } from '../local/node-piece.ts';
import { openDatabase } from '../prisma/client.ts';
import { manyTickets } from '../test/support/many-tickets.ts';
import { median } from './measure.ts';
import { startServices } from './services.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const cases = [
  { format: 'xlsx', rows: Number(process.env['BENCH_XLSX_ROWS'] ?? 100_000), ratio: 1.2, memory: 300 },
  { format: 'pdf', rows: Number(process.env['BENCH_PDF_ROWS'] ?? 10_000), ratio: 1.2, memory: null },
  { format: 'csv', rows: Number(process.env['BENCH_XLSX_ROWS'] ?? 100_000), ratio: null, memory: null },
] as const;

interface Made {
  seconds: number;
  /** Peak resident memory in MB. */
  memory: number;
  bytes: number;
}

const services = await startServices([]);
try {
  const { pool, close } = openDatabase(services.config.databaseUrl, { statementTimeout: 0 });
  await manyTickets(pool, { count: Math.max(...cases.map(({ rows }) => rows)), searchable: false });
  await close();
  for (const { format, rows, ratio, memory } of cases) {
    const ours: Made[] = [];
    const bare: Made[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const [kind, made] of [
        ['bare', bare],
        ['ours', ours],
      ] as const) {
        const result = await makeIn(kind, format, rows);
        made.push(result);
        console.log(
          `${format} ${kind} ${round + 1}: ${result.seconds.toFixed(2)} s, ${result.memory} MB, ${result.bytes} bytes`,
        );
      }
    }
    const times = median(ours.map(({ seconds }, at) => seconds / (bare[at]?.seconds ?? NaN)));
    const peak = Math.max(...ours.map((made) => made.memory));
    const target = ratio === null ? 'no target' : `target ${ratio} ${times <= ratio ? 'reached' : 'MISSED'}`;
    const room = memory === null ? '' : `, target ${memory} MB ${peak <= memory ? 'reached' : 'MISSED'}`;
    console.log(
      `${format} of ${rows} rows: ${times.toFixed(2)} times the bare loop, ${target}; at most ${peak} MB${room}`,
    );
  }
} finally {
  await services.stop();
}

/** In its own process, so that the peak of resident memory belongs to this file. */
function makeIn(kind: 'bare' | 'ours', format: string, rows: number): Promise<Made> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...(kind === 'ours' ? workerLimits : []), 'bench/make-export.ts', kind, format, String(rows)],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    let made: Made | undefined;
    child.on('message', (message) => (made = message as Made));
    child.on('error', reject);
    child.on('exit', (code) => (made ? resolve(made) : reject(new Error(`${kind} ${format}: exit ${code}`))));
  });
}
