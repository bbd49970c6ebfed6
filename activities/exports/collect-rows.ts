import { Readable } from 'node:stream';
import { announceExport } from '../../exports/announce.ts';
import { partKey } from '../../exports/files.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { rowReader, rowsInBatches } from '../../reports/rows.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ExportActivities } from '../../workflows/exports.ts';
import { beating } from './beating.ts';
import { partSize } from './choose-rows.ts';
import { readOrder } from './export-order.ts';

/** Stores the rows of a part, as its account sees them now. */
export function createCollectRows(prisma: PrismaClient, storage: Storage): ExportActivities['collectRows'] {
  return ({ id, part }) =>
    beating(async () => {
      const order = await readOrder(prisma, id);
      const where = { exportId_number: { exportId: id, number: part } };
      const { references, rows } = await prisma.exportPart.findUniqueOrThrow({ where });
      if (rows !== null) return;
      const read = await rowReader(prisma, order.reader, order.createdAt);
      const first = (part - 1) * partSize + 1;
      let collected = 0;
      async function* lines(): AsyncGenerator<string> {
        for await (const batch of rowsInBatches(read, references, first)) {
          collected += batch.length;
          yield `${lineOf(batch)}\n`;
        }
      }
      await storage.put(partKey(id, part), Readable.from(lines()));
      await recordPart(prisma, { id, part, collected, accountId: order.accountId });
    });
}

/** A retry of a part counts once. */
async function recordPart(
  prisma: PrismaClient,
  { id, part, collected, accountId }: { id: string; part: number; collected: number; accountId: string },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.exportPart.updateMany({
      where: { exportId: id, number: part, rows: null },
      data: { rows: collected },
    });
    if (count === 0) return;
    await tx.export.update({ where: { id }, data: { collected: { increment: collected } } });
    await tx.$queryRaw(announceExport(accountId));
  });
}

/** Escapes characters that a line reader takes for a line end. */
const lineOf = (batch: TicketRow[]): string =>
  JSON.stringify(batch).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
