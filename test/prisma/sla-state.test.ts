import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { slaState } from '../../domain/sla.ts';
import type { SlaClock } from '../../domain/sla.ts';
import { slaStates } from '../../domain/values.ts';
import type { SlaState } from '../../domain/values.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { slaIs, wasInTime } from '../../prisma/sla-state.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => (database = await createDatabase()));
afterAll(() => database.drop());

/** Few hours, so that resolution, deadline and now often coincide. */
const hour = fc.integer({ min: 0, max: 8 }).map((hours) => new Date(Date.UTC(2026, 5, 1, hours)));
const clock: fc.Arbitrary<SlaClock> = fc
  .record({ warnAt: hour, dueAt: hour, resolvedAt: fc.option(hour) })
  .filter(({ warnAt, dueAt }) => warnAt < dueAt);

it('the SLA state is the same in SQL as in TypeScript', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(clock, { minLength: 50, maxLength: 200 }), hour, async (clocks, now) => {
      const state = slaStates.map((one) => Prisma.sql`CASE WHEN ${slaIs(one, now)} THEN ${one} END`);
      const rows = await database.prisma.$queryRaw<{ states: SlaState[]; inTime: boolean | null }[]>`
        SELECT array_remove(ARRAY[${Prisma.join(state)}], NULL) AS states, ${wasInTime} AS "inTime"
        FROM json_to_recordset(${JSON.stringify(clocks)}::json)
          AS ticket ("warnAt" timestamptz, "dueAt" timestamptz, "resolvedAt" timestamptz)
        CROSS JOIN LATERAL (SELECT "warnAt" AS warn_at, "dueAt" AS due_at, "resolvedAt" AS resolved_at) AS named`;
      expect(rows).toEqual(
        clocks.map((one) => ({
          states: [slaState(one, now)],
          inTime: one.resolvedAt && slaState(one, now) === 'ON_TIME',
        })),
      );
    }),
  );
});
