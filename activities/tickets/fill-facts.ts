import type { PrismaClient } from '../../prisma/generated/client.ts';
import { threadOf } from '../../tickets/thread.ts';
import { factsOf } from './facts.ts';

const batch = 200;

interface Unmeasured {
  reference: string;
  handlingUnitId: string;
  openedAt: Date;
  escalatedAt: Date | null;
  resolvedAt: Date | null;
}

/** Measures tickets from before their facts were kept, by the calendar of now. Finds none in a database that has them. */
export async function fillFacts(prisma: PrismaClient): Promise<void> {
  for (let last = ''; ;) {
    const tickets = await prisma.$queryRaw<Unmeasured[]>`
      SELECT reference, handling_unit_id AS "handlingUnitId", opened_at AS "openedAt", escalated_at AS "escalatedAt",
        resolved_at AS "resolvedAt"
      FROM ticket WHERE first_response_minutes IS NULL AND resolved_at IS NOT NULL AND reference > ${last}
      UNION ALL SELECT reference, handling_unit_id, opened_at, escalated_at, resolved_at
      FROM ticket WHERE first_response_minutes IS NULL AND status = 'ESCALATED' AND reference > ${last}
      ORDER BY reference LIMIT ${batch}`;
    for (const ticket of tickets) await measure(prisma, ticket);
    last = tickets.at(-1)?.reference ?? '';
    if (tickets.length < batch) return;
  }
}

async function measure(
  prisma: PrismaClient,
  { reference, handlingUnitId, ...times }: Unmeasured,
): Promise<void> {
  const { openedAt, escalatedAt, resolvedAt } = times;
  const ticket = {
    handlingUnitId,
    openedAt: openedAt.toISOString(),
    escalatedAt: escalatedAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
  const { firstResponse, hai } = await factsOf(prisma, ticket, await threadOf(prisma, reference));
  await prisma.$executeRaw`
    UPDATE ticket SET first_response_minutes = coalesce(first_response_minutes, ${firstResponse}::int),
      hai_minutes = coalesce(hai_minutes, ${hai}::int)
    WHERE reference = ${reference}`;
}
