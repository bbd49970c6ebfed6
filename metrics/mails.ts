/** Mails not sent yet; a growing number means that the mail server does not answer. */
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { keeping } from './keeping.ts';

interface Queue {
  waiting: number;
  oldest: Date | null;
}

/** Adds the gauges of the mail queue; without values while the database is down. */
export function addMailMetrics(registry: Registry, prisma: PrismaClient): void {
  const queue = keeping(() => readQueue(prisma));
  const registers = [registry];
  new Gauge({
    name: 'cso_mails_waiting',
    help: 'Mails that are to be sent and were not yet taken by the mail server',
    registers,
    async collect() {
      this.remove();
      const now = await queue();
      if (now !== null) this.set(now.waiting);
    },
  });
  new Gauge({
    name: 'cso_mails_oldest_waiting_seconds',
    help: 'Age of the oldest of them, 0 when there is none',
    registers,
    async collect() {
      this.remove();
      const now = await queue();
      if (now !== null) this.set(now.oldest === null ? 0 : (Date.now() - now.oldest.getTime()) / 1000);
    },
  });
}

/** Mails that are still being gathered are not due yet. */
async function readQueue(prisma: PrismaClient): Promise<Queue | null> {
  try {
    const [queue] = await prisma.$queryRaw<Queue[]>`
      SELECT count(*)::int AS waiting, min(created_at) AS oldest FROM mail
      WHERE settled_at IS NULL AND state IN ('WAITING', 'HANDING_OVER')`;
    return queue ?? null;
  } catch {
    return null;
  }
}
