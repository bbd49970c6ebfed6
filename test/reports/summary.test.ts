/** A report's summary compared with monitoring of the same tickets. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workingTimeText } from '../../domain/sla.ts';
import type { Person } from '../../domain/roles.ts';
import { calendarOf } from '../../calendar/tables.ts';
import { readPeriod } from '../../monitoring/figures.ts';
import { onTimeShare } from '../../monitoring/overview.ts';
import { scopeOf } from '../../monitoring/scope.ts';
import { clockOf } from '../../monitoring/states.ts';
import { createTally } from '../../reports/summary.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { makeMonitored } from '../support/monitored.ts';

let database: TestDatabase;
beforeAll(async () => (database = await createDatabase()));
afterAll(() => database.drop());

const watcher: Person & { unitName: string } = {
  ...{ role: 'PENGAWAS', unitId: 'KPPN-008', unitType: 'KPPN', unitName: 'KPPN PEKANBARU' },
};
const place = { zone: 'Asia/Jakarta', province: null };

it('has the same median and share in time as monitoring', { timeout: 120_000 }, async () => {
  const { prisma } = database;
  const now = new Date();
  const own = (await makeMonitored(prisma, 160, now)).filter(({ unit }) => unit === 'KPPN-008');
  const resolved = own.filter(({ resolvedAt }) => resolvedAt !== null);
  const { calendar } = await calendarOf(prisma, place);
  const scope = await scopeOf(prisma, watcher, '');
  const working = fc.integer({ min: 0, max: 500 });
  const lengths = fc.array(working, { minLength: resolved.length, maxLength: resolved.length });
  const medians = new Set<string>();
  const counters = new Set<number>();
  const first = fc.integer({ min: 0, max: own.length - 1 });
  await fc.assert(
    fc.asyncProperty(lengths, first, async (minutes, from) => {
      await prisma.$executeRaw`
        UPDATE ticket SET resolution_minutes = given.minutes
        FROM unnest(${resolved.map(({ reference }) => reference)}::text[], ${minutes}::int[]) AS given (reference, minutes)
        WHERE ticket.reference = given.reference`;
      const [newest, oldest] = [own[from], own.at(-1)];
      if (!newest || !oldest) throw new Error('no ticket');
      const period = {
        ...{ dari: '', sampai: '' },
        ...{ from: oldest.openedAt, until: new Date(newest.openedAt.getTime() + 1) },
      };
      const figures = await readPeriod(prisma, watcher, scope, period, clockOf(now, place.zone));
      const references = own.slice(from).map(({ reference }) => reference);
      const tally = createTally();
      await tally.add(prisma, references.slice(0, 7));
      await tally.add(prisma, references.slice(7));
      const [, , line] = tally.lines(calendar);
      const [inTime, median] = [onTimeShare(figures), figures.resolveMedian];
      expect(figures.direkam).toBe(references.length);
      expect(line).toBe(
        `Selesai tepat waktu: ${inTime === null ? '-' : `${inTime}%`}; median lama penyelesaian: ` +
          (median === null ? '-' : `${workingTimeText(median, calendar)} (di luar loket)`) +
          (figures.loket === 0 ? '' : `; selesai di loket: ${figures.loket}`),
      );
      medians.add(line ?? '');
      counters.add(figures.loket);
    }),
    { numRuns: 60 },
  );
  expect(medians.size).toBeGreaterThan(30);
  expect(Math.max(...counters)).toBeGreaterThan(0);
});
