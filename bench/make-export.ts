/** Makes one file and reports the time: `bare` from cells in memory, `ours` from PostgreSQL. */
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../config/env.ts';
import { openDatabase } from '../prisma/client.ts';
import type { TicketRow } from '../lists/ticket-rows.ts';
import { pdfColumnsOf, sheetColumnsOf } from '../reports/columns.ts';
import { fileOf } from '../reports/file.ts';
import type { ExportFormat } from '../domain/exports.ts';
import type { Report } from '../reports/report.ts';
import { rowReader, rowsInBatches } from '../reports/rows.ts';
import { bareCsv, bareExcel, barePdf } from './bare/exports.ts';

const [kind, format, count] = process.argv.slice(2) as ['bare' | 'ours', ExportFormat, string];
const { prisma, close } = openDatabase(readConfig().databaseUrl);
const reader = { role: 'OPERATOR', unitId: 'KPPN-008', unitType: 'KPPN' } as const;
const [found] = await prisma.$queryRaw<{ references: string[] }[]>`
  SELECT array_agg(reference ORDER BY opened_at DESC) AS "references" FROM (
    SELECT reference, opened_at FROM ticket_viewer WHERE unit_id = ${reader.unitId} ORDER BY opened_at DESC
    LIMIT ${Number(count)}) AS newest`;
const references = found?.references ?? [];
const report: Report = {
  list: 'laporan',
  zone: 'Asia/Jakarta',
  heading: ['Unit: KPPN PEKANBARU'],
  signature: [],
  summary: [`Jumlah tiket ${references.length}`],
  total: references.length,
  rows: rowsInBatches(await rowReader(prisma, reader, new Date()), references),
};

let bytes = 0;
const sink = (): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });

const work = kind === 'ours' ? ours : await bare();
const began = performance.now();
await work();
const seconds = (performance.now() - began) / 1000;
process.send?.({ seconds, memory: Math.round(process.resourceUsage().maxRSS / 1024), bytes });
await close();
process.disconnect?.();

function ours(): Promise<void> {
  return pipeline(fileOf(report, format), sink());
}

/** Before the clock starts. */
async function bare(): Promise<() => Promise<void>> {
  const rows: TicketRow[] = [];
  for await (const batch of report.rows) rows.push(...batch);
  if (format === 'pdf') {
    const columns = pdfColumnsOf(report);
    const cells = rows.map((row) => columns.map(({ text }) => text(row)));
    return () => barePdf(cells, columns, sink());
  }
  const columns = sheetColumnsOf(report);
  const wallClock = 7 * 3_600_000;
  const cells = rows.map((row) =>
    columns.map(({ kind: sort, value }) => {
      const cell = value(row);
      return sort === 'instant' ? new Date(Number(cell) + wallClock) : (cell ?? undefined);
    }),
  );
  return () => (format === 'xlsx' ? bareExcel(cells, columns, sink()) : bareCsv(cells, sink()));
}
