import { createInterface } from 'node:readline';
import { addAbortSignal, pipeline, Transform } from 'node:stream';
import { announceExport } from '../../exports/announce.ts';
import { fileKey, partKey } from '../../exports/files.ts';
import { namesOf } from '../../lists/filter-names.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { fileOf } from '../../reports/file.ts';
import { headingOf, signatureOf } from '../../reports/heading.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ExportActivities } from '../../workflows/exports.ts';
import { beating } from './beating.ts';
import { readOrder, unwanted } from './export-order.ts';
import type { ExportRow } from './export-order.ts';

/** Writes an export's file from its parts, and removes the parts at the end. */
export function createWriteFile(prisma: PrismaClient, storage: Storage): ExportActivities['writeFile'] {
  return ({ id }) =>
    beating(async (stop) => {
      const order = await readOrder(prisma, id);
      if (!order.completed) await complete(order, await written(order, stop));
      await removeParts(id);
    });

  async function written(order: ExportRow, stop: AbortSignal): Promise<number> {
    const { list, reader, filter, createdAt, summary, total, format } = order;
    const heading = headingOf(reader, filter, createdAt, await namesOf(prisma, reader, filter));
    const rows = progressing(order, rowsOf(order.id));
    const signature = signatureOf(reader, createdAt);
    const file = fileOf({ list, zone: reader.zone, heading, summary, signature, total, rows }, format);
    let size = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        done(null, chunk);
      },
    });
    // A failure here also fails the storage's reading.
    pipeline(file, counted, () => undefined);
    await storage.put(fileKey(order), addAbortSignal(stop, counted));
    return size;
  }

  async function* rowsOf(id: string): AsyncGenerator<TicketRow[]> {
    const parts = await prisma.exportPart.count({ where: { exportId: id } });
    for (let part = 1; part <= parts; part++) {
      const input = await storage.get(partKey(id, part));
      for await (const line of createInterface({ input })) yield JSON.parse(line) as TicketRow[];
    }
  }

  async function* progressing(
    order: ExportRow,
    batches: AsyncIterable<TicketRow[]>,
  ): AsyncGenerator<TicketRow[]> {
    let count = 0;
    let toldAt = 0;
    for await (const batch of batches) {
      yield batch;
      count += batch.length;
      if (Date.now() < toldAt + between) continue;
      toldAt = Date.now();
      await tell(order, count);
    }
  }

  /** @throws ApplicationFailure `NotWanted`, before Temporal reports a cancellation */
  async function tell({ id, accountId }: ExportRow, written: number): Promise<void> {
    const where = { id, status: 'PROCESSING' as const };
    const { count } = await prisma.export.updateMany({ where, data: { written } });
    if (count === 0) throw unwanted();
    await prisma.$queryRaw(announceExport(accountId));
  }

  /** @throws ApplicationFailure `NotWanted` if it was cancelled meanwhile; it stays cancelled */
  async function complete({ id, total, accountId }: ExportRow, size: number): Promise<void> {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.export.updateMany({
        where: { id, status: 'PROCESSING' },
        data: { status: 'COMPLETED', written: total, size, finishedAt: new Date() },
      });
      if (count === 0) throw unwanted();
      await tx.$queryRaw(announceExport(accountId));
    });
  }

  async function removeParts(id: string): Promise<void> {
    const parts = await prisma.exportPart.findMany({ where: { exportId: id }, select: { number: true } });
    for (const { number } of parts) await storage.delete(partKey(id, number));
    await prisma.exportPart.deleteMany({ where: { exportId: id } });
  }
}

/** Milliseconds between two reports of the progress. */
const between = 1000;
