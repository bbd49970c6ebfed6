import { setTimeout as sleep } from 'node:timers/promises';
import { createKick } from '../activities/notices/kick.ts';
import { log } from '../config/log.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Desk } from '../tickets/desk.ts';

/** Milliseconds between two checks. */
const between = 30_000;

/**
 * Wakes the notifier for waiting events whose kick was lost, or never sent because a process died. Unsettled mails
 * count as not started, because Temporal may have lost their workflows; running ones are not started twice.
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
      log.warn({ err: error }, 'could not check the outbox');
    }
    await sleep(between, undefined, { signal: stopping }).catch(() => undefined);
  }
}

const isWaiting = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.outbox.findFirst()) !== null ||
  (await prisma.mail.findFirst({ where: { settledAt: null, startedAt: null } })) !== null;
