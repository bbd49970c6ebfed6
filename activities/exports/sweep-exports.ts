import { keptFor } from '../../domain/exports.ts';
import { exportFolder, removeFiles } from '../../exports/files.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ExportActivities } from '../../workflows/exports.ts';
import { beating } from './beating.ts';

/** Milliseconds after which an export counts as abandoned, whatever its row says. */
const longest = 24 * 3_600_000;

const stopped = 'Pembuatan berkas terhenti. Cobalah sekali lagi.';

/** Removes expired and abandoned exports, and files without a row. */
export function createSweepExports(prisma: PrismaClient, storage: Storage): ExportActivities['sweepExports'] {
  return () =>
    beating(async () => {
      await prisma.export.updateMany({
        where: { status: { in: ['PENDING', 'PROCESSING'] }, createdAt: { lt: before(longest) } },
        data: { status: 'FAILED', error: stopped, finishedAt: new Date() },
      });
      await prisma.export.deleteMany({ where: { finishedAt: { lt: before(keptFor) } } });
      await prisma.exportPart.deleteMany({ where: { export: { finishedAt: { not: null } } } });
      for (const id of await idsInStorage()) {
        const row = await prisma.export.findUnique({ where: { id }, select: { status: true } });
        if (row === null || row.status === 'FAILED' || row.status === 'CANCELLED')
          await removeFiles(storage, id);
      }
    });

  async function idsInStorage(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const key of storage.list(exportFolder)) ids.add(key.split('/')[1] ?? '');
    return ids;
  }
}

const before = (milliseconds: number): Date => new Date(Date.now() - milliseconds);
