/** Cancels a running export, and removes a finished one. */
import { log } from '../config/log.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { Desk } from '../tickets/desk.ts';
import { exportWorkflowId } from '../workflows/exports.ts';
import { removeFiles } from './files.ts';

/** An export and its account; another account does not find it. */
export interface OwnExport {
  id: string;
  accountId: string;
  unitId: string;
}

/** Cancels an export if it is still running. @returns whether the account has such an export */
export async function cancelExport(
  desk: Desk,
  { id, accountId, unitId }: OwnExport,
  deadline: number,
): Promise<boolean> {
  const where = { id, accountId, unitId };
  await desk.prisma.export.updateMany({
    where: { ...where, status: { in: ['PENDING', 'PROCESSING'] } },
    data: { status: 'CANCELLED', finishedAt: new Date() },
  });
  const row = await desk.prisma.export.findUnique({ where });
  if (row?.status === 'CANCELLED') await stopWorkflow(desk, id, deadline);
  return row !== null;
}

/** Only makes it end sooner: each step checks in PostgreSQL whether the export is still wanted. */
async function stopWorkflow({ client }: Desk, id: string, deadline: number): Promise<void> {
  try {
    await client.withDeadline(deadline, () => client.workflow.getHandle(exportWorkflowId(id)).cancel());
  } catch (error) {
    log.warn({ err: error, export: id }, 'could not cancel the workflow of a cancelled export');
  }
}

/** Removes a finished export with its file. @returns whether the account has such an export */
export async function removeExport(
  prisma: PrismaClient,
  storage: Storage,
  { id, accountId, unitId }: OwnExport,
): Promise<boolean> {
  const { count } = await prisma.export.deleteMany({
    where: { id, accountId, unitId, finishedAt: { not: null } },
  });
  if (count > 0) await removeFiles(storage, id);
  return count > 0;
}
