import { ApplicationFailure } from '@temporalio/activity';
import { mostRows } from '../../domain/exports.ts';
import { announceExport } from '../../exports/announce.ts';
import { ticketsInParts } from '../../lists/ticket-find.ts';
import { calendarOf } from '../../calendar/tables.ts';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { createTally } from '../../reports/summary.ts';
import { notAllowed } from '../../workflows/exports.ts';
import type { ExportActivities } from '../../workflows/exports.ts';
import { beating } from './beating.ts';
import { readOrder } from './export-order.ts';
import type { ExportRow } from './export-order.ts';

/** Tickets in one part: some two seconds of work, repeated after a worker is killed. */
export const partSize = 5000;

/** Chooses an export's tickets, with its summary, from one moment. */
export function createChooseRows(prisma: PrismaClient): ExportActivities['chooseRows'] {
  return ({ id }) =>
    beating(async (stop) => {
      const order = await readOrder(prisma, id);
      if (!order.begun) {
        await prisma.$transaction((tx) => choose(tx, order, stop), {
          isolationLevel: 'RepeatableRead',
          maxWait: 5000,
          timeout: 20 * 60_000,
        });
      }
      const { total: rows } = await prisma.export.findUniqueOrThrow({ where: { id } });
      return { rows, parts: await prisma.exportPart.count({ where: { exportId: id } }) };
    });
}

async function choose(tx: Prisma.TransactionClient, order: ExportRow, stop: AbortSignal): Promise<void> {
  const { id, reader, filter, format } = order;
  const tally = createTally();
  let number = 0;
  let total = 0;
  for await (const tickets of ticketsInParts(tx, reader, filter, partSize)) {
    stop.throwIfAborted();
    const references = tickets.map(({ reference }) => reference);
    total += references.length;
    if (total > mostRows[format]) throw tooMany(mostRows[format]);
    await tally.add(tx, references);
    await tx.exportPart.create({ data: { exportId: id, number: ++number, references } });
  }
  const { calendar } = await calendarOf(tx, { zone: reader.zone, province: null });
  const data = { status: 'PROCESSING' as const, total, summary: tally.lines(calendar) };
  await tx.export.update({ where: { id, status: 'PENDING' }, data });
  await tx.$queryRaw(announceExport(order.accountId));
}

const tooMany = (most: number): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `Daftar ini lebih dari ${most.toLocaleString('id-ID')} tiket. Persempit filternya, misalnya per bulan.`,
    notAllowed,
  );
