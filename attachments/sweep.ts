/** Deletes files that no form took up, and files without a row. */
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import { folderOf } from './receive.ts';

const day = 86_400_000;

/** Rows and files of one step. */
const batch = 500;

/**
 * Deletes files that have waited for a day, unless a kept form or a running recording names them. Safe to interrupt:
 * the next run continues.
 * @returns the number deleted
 */
export async function sweepWaiting(prisma: PrismaClient, storage: Storage, now: Date): Promise<number> {
  const before = new Date(now.getTime() - day);
  for (let swept = 0; ;) {
    const rows = await prisma.$queryRaw<{ key: string }[]>`
      DELETE FROM attachment WHERE reference IS NULL AND id IN (
        SELECT id FROM attachment WHERE reference IS NULL AND created_at < ${before}
          AND NOT EXISTS (SELECT FROM kept_form WHERE kept_form.account_id = attachment.account_id
            AND fields->>'lampiranId' LIKE '%' || attachment.id || '%')
          AND NOT EXISTS (SELECT FROM reservation WHERE reservation.account_id = attachment.account_id
            AND finished_at IS NULL AND input->'attachments' ? attachment.id::text)
        LIMIT ${batch})
      RETURNING key`;
    // A crash here leaves files without a row, which sweepOrphans deletes.
    for (const { key } of rows) await storage.delete(key);
    swept += rows.length;
    if (rows.length < batch) return swept;
  }
}

/**
 * Ages in days of the folders to search for files without a row. Younger files may be on their way or belong to a
 * database being restored from backup; older folders were searched before.
 */
const [youngest, oldest] = [8, 40];

/** @returns the number deleted */
export async function sweepOrphans(prisma: PrismaClient, storage: Storage, now: Date): Promise<number> {
  let swept = 0;
  for (let age = youngest; age <= oldest; age++) {
    let keys: string[] = [];
    const flush = async (): Promise<void> => {
      const known = await prisma.attachment.findMany({ where: { key: { in: keys } }, select: { key: true } });
      const rows = new Set(known.map(({ key }) => key));
      const orphans = keys.filter((key) => !rows.has(key));
      for (const key of orphans) await storage.delete(key);
      swept += orphans.length;
      keys = [];
    };
    for await (const key of storage.list(folderOf(new Date(now.getTime() - age * day)))) {
      keys.push(key);
      if (keys.length === batch) await flush();
    }
    if (keys.length > 0) await flush();
  }
  return swept;
}
