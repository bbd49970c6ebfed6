/** Deletes old notifications, mails and calls to HAI's systems. */
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { SweepActivities } from '../../workflows/sweep.ts';

const day = 86_400_000;
const readFor = 90 * day;
/** As long as Temporal keeps the workflow of a mail or call, which refuses a second one (worker/namespace.ts). */
const keptFor = 400 * day;

/** Rows in one statement, and so in one transaction. */
const batch = 1000;

/**
 * Deletes notifications read more than 90 days before `now`, and after 400 days all of them with settled mails and
 * calls. Unsent ones stay, however old. Safe to interrupt: a retry continues.
 */
export async function sweepNotices(
  prisma: PrismaClient,
  now: Date,
): ReturnType<SweepActivities['sweepNotices']> {
  const [read, old] = [new Date(now.getTime() - readFor), new Date(now.getTime() - keptFor)];
  const notifications =
    (await inBatches(
      () => prisma.$executeRaw`
        DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE read_at < ${read} LIMIT ${batch})`,
    )) +
    (await inBatches(
      () => prisma.$executeRaw`
        DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE created_at < ${old} LIMIT ${batch})`,
    ));
  const mails = await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE settled_at < ${old} LIMIT ${batch})`,
  );
  const calls = await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM webhook_call WHERE (reference, seq) IN (
        SELECT reference, seq FROM webhook_call WHERE started_at < ${old} LIMIT ${batch})`,
  );
  return { notifications, mails, calls };
}

/** Repeats until a batch is not full. @returns the number of deleted rows */
async function inBatches(step: () => Promise<number>): Promise<number> {
  for (let swept = 0; ;) {
    const count = await step();
    swept += count;
    if (count < batch) return swept;
  }
}
