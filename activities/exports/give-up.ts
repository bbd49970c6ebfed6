import { announceExport } from '../../exports/announce.ts';
import { removeFiles } from '../../exports/files.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ExportActivities } from '../../workflows/exports.ts';

const unknownReason = 'Berkas gagal dibuat karena kesalahan pada sistem kami. Cobalah sekali lagi.';

/** Marks an export as failed and removes its files. */
export function createGiveUp(prisma: PrismaClient, storage: Storage): ExportActivities['giveUp'] {
  return async ({ id, outcome, reason }) => {
    const error = outcome === 'FAILED' ? (reason ?? unknownReason) : null;
    await prisma.export.updateMany({
      where: { id, status: { in: ['PENDING', 'PROCESSING'] } },
      data: { status: outcome, error, finishedAt: new Date() },
    });
    const row = await prisma.export.findUnique({ where: { id }, select: { status: true, accountId: true } });
    // Its file was completed after all.
    if (row?.status === 'COMPLETED') return;
    await removeFiles(storage, id);
    await prisma.exportPart.deleteMany({ where: { exportId: id } });
    if (row) await prisma.$queryRaw(announceExport(row.accountId));
  };
}
