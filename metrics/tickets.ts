/** Figures of all tickets; every web process reports the same. */
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { slaIs } from '../prisma/sla-state.ts';
import { keeping } from './keeping.ts';

interface StatusFigures {
  status: string;
  tickets: number;
  overdue: number;
  oldest: Date | null;
}

/** Adds the gauges of tickets. While the database is down they have no values, and `cso_database_up` is 0. */
export function addTicketMetrics(registry: Registry, prisma: PrismaClient): void {
  const figures = keeping(() => readFigures(prisma));
  const registers = [registry];
  new Gauge({
    name: 'cso_database_up',
    help: 'Whether PostgreSQL answered this web process',
    registers,
    async collect() {
      this.set((await figures()) === null ? 0 : 1);
    },
  });
  new Gauge({
    name: 'cso_tickets',
    help: 'Tickets by status',
    labelNames: ['status'],
    registers,
    async collect() {
      this.reset();
      for (const { status, tickets } of (await figures()) ?? []) this.set({ status }, tickets);
    },
  });
  new Gauge({
    name: 'cso_tickets_overdue',
    help: 'Open tickets past their deadline by status',
    labelNames: ['status'],
    registers,
    async collect() {
      this.reset();
      for (const { status, overdue } of (await figures()) ?? []) {
        if (status !== 'RESOLVED') this.set({ status }, overdue);
      }
    },
  });
  new Gauge({
    name: 'cso_tickets_oldest_waiting_seconds',
    help: 'Age of the oldest ticket that waits for its unit, 0 when none does',
    registers,
    async collect() {
      this.remove();
      const all = await figures();
      if (all === null) return;
      const oldest = all.find(({ status }) => status === 'WAITING')?.oldest ?? null;
      this.set(oldest === null ? 0 : (Date.now() - oldest.getTime()) / 1000);
    },
  });
}

/** Every status in one statement, answered from indexes alone. */
async function readFigures(prisma: PrismaClient): Promise<StatusFigures[] | null> {
  try {
    return await prisma.$queryRaw<StatusFigures[]>`
      WITH counted AS (
        SELECT status, count(*)::int AS tickets, count(*) FILTER (WHERE ${slaIs('OVERDUE', new Date())})::int AS overdue,
          min(opened_at) AS oldest
        FROM ticket WHERE status IN ('WAITING', 'ESCALATED') GROUP BY status
        UNION ALL SELECT 'RESOLVED', count(*)::int, 0, NULL FROM ticket WHERE status = 'RESOLVED')
      SELECT known AS status, coalesce(tickets, 0) AS tickets, coalesce(overdue, 0) AS overdue, oldest
      FROM unnest(enum_range(NULL::"Status")) AS known LEFT JOIN counted ON status = known`;
  } catch {
    return null;
  }
}
