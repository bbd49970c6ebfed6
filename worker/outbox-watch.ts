import { setTimeout as sleep } from 'node:timers/promises';
import { createKick } from '../activities/kick.ts';
import { log } from '../config/log.ts';
import type { Desk } from '../tickets/desk.ts';

/** Milliseconds between two looks. */
const between = 30_000;

/** Wakes the notifier for what lies in the outbox although no kick came: one was lost, or the process that owed it. */
export async function watchOutbox({ prisma, client }: Desk, stopping: AbortSignal): Promise<void> {
  const wake = createKick(client);
  while (!stopping.aborted) {
    try {
      if ((await prisma.outbox.findFirst()) !== null) wake();
    } catch (error) {
      log.warn({ err: error }, 'the outbox could not be looked at');
    }
    await sleep(between, undefined, { signal: stopping }).catch(() => undefined);
  }
}
