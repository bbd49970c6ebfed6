/** Events that nobody has been notified of yet: a few seconds old, unless the notifier is stuck. */
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { PrismaClient } from '../prisma/generated/client.ts';

/** Adds the gauge of the outbox; without a value while the database is down. */
export function addOutboxMetrics(registry: Registry, prisma: PrismaClient): void {
  new Gauge({
    name: 'cso_outbox_oldest_seconds',
    help: 'Age of the oldest event that nobody was told of, 0 when there is none',
    registers: [registry],
    async collect() {
      this.remove();
      const oldest = await oldestUntold(prisma).catch(() => undefined);
      if (oldest !== undefined) this.set(oldest === null ? 0 : (Date.now() - oldest.getTime()) / 1000);
    },
  });
}

async function oldestUntold(prisma: PrismaClient): Promise<Date | null> {
  const rows = await prisma.$queryRaw<{ at: Date }[]>`
    SELECT at FROM outbox JOIN ticket_event USING (reference, seq) ORDER BY outbox.id LIMIT 1`;
  return rows[0]?.at ?? null;
}
