import { setTimeout as sleep } from 'node:timers/promises';
import { createKick } from '../activities/notices/kick.ts';
import { log } from '../config/log.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Desk } from '../tickets/desk.ts';

/** Milliseconds between two looks. */
const between = 30_000;

/**
 * Wakes the notifier for what waits although no kick came: one was lost, or the process that owed it. Mails that are not settled
 * count as not started, for Temporal may have lost their workflows; those that run are not started twice.
 */
export async function watchOutbox({ prisma, client }: Desk, stopping: AbortSignal): Promise<void> {
  const wake = createKick(client);
  let looked = false;
  while (!stopping.aborted) {
    try {
      if (!looked) await prisma.mail.updateMany({ where: { settledAt: null }, data: { startedAt: null } });
      looked = true;
      if (await isWaiting(prisma)) wake();
    } catch (error) {
      log.warn({ err: error }, 'the outbox could not be looked at');
    }
    await sleep(between, undefined, { signal: stopping }).catch(() => undefined);
  }
}

const isWaiting = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.outbox.findFirst()) !== null ||
  (await prisma.mail.findFirst({ where: { settledAt: null, startedAt: null } })) !== null;
