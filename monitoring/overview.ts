/** All figures of a scope and period, as shown on the page, in the PDF and in the workbook. */
import { DateTime } from 'luxon';
import { hoursOf, share } from '../domain/figures.ts';
import { askerTypeLabels, serviceLabels } from '../domain/values.ts';
import type { AskerType, Service } from '../domain/values.ts';
import type { Person } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { readGroups, readOpen, readPeriod, readWeeks } from './figures.ts';
import type { GroupBy, GroupFigures, OpenCounts, PeriodFigures, WeekFigures } from './figures.ts';
import { periodBefore } from './period.ts';
import { scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { clockOf } from './states.ts';
import type { By, Period } from './states.ts';

export interface Watcher extends Person {
  unitName: string;
  zone: string;
}

/** A row of a table, with its name in words. */
export interface NamedGroup extends GroupFigures {
  label: string;
}

export interface Overview {
  scope: Scope;
  period: Period;
  before: Period;
  open: OpenCounts;
  now: PeriodFigures;
  then: PeriodFigures;
  groups: NamedGroup[];
  /** By the week of recording, and by the week of resolution. */
  weeks: Record<By, WeekFigures[]>;
}

/** Reads all figures, with one statement for each block. */
export async function readOverview(
  prisma: PrismaClient,
  watcher: Watcher,
  unit: string,
  period: Period,
  at: Date,
): Promise<Overview> {
  const scope = await scopeOf(prisma, watcher, unit);
  const clock = clockOf(at, watcher.zone);
  const before = periodBefore(period, watcher.zone);
  const weeks = (by: By) => readWeeks(prisma, watcher, scope, period, by, clock, watcher.zone);
  const [open, now, then, groups, recorded, resolved] = await Promise.all([
    readOpen(prisma, watcher, scope, clock),
    readPeriod(prisma, watcher, scope, period, clock),
    readPeriod(prisma, watcher, scope, before, clock),
    readGroups(prisma, watcher, scope, period, clock),
    weeks('direkam'),
    weeks('selesai'),
  ]);
  return {
    scope,
    period,
    before,
    open,
    now,
    then,
    groups: await named(prisma, groups),
    weeks: { direkam: everyWeek(recorded, period), selesai: everyWeek(resolved, period) },
  };
}

/** A trend includes weeks without a ticket. */
function everyWeek(weeks: WeekFigures[], { dari, sampai }: Period): WeekFigures[] {
  const known = new Map(weeks.map((week) => [week.monday, week]));
  const none = { direkam: 0, selesai: 0, tepat: 0, terlambat: 0, loket: 0, dieskalasi: 0 };
  const first = DateTime.fromISO(dari, { zone: 'utc' }).startOf('week');
  const count = Math.floor(DateTime.fromISO(sampai, { zone: 'utc' }).diff(first, 'weeks').weeks) + 1;
  return Array.from({ length: count }, (_, n) => first.plus({ weeks: n }).toISODate() ?? '').map(
    (monday) => known.get(monday) ?? { monday, ...none },
  );
}

async function named(prisma: PrismaClient, groups: GroupFigures[]): Promise<NamedGroup[]> {
  const ids = groups.filter(({ by }) => by === 'unit').map(({ value }) => value);
  const units = await prisma.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const labels: Record<GroupBy, (value: string) => string> = {
    unit: (value) => names.get(value) ?? value,
    layanan: (value) =>
      value === '' ? 'Tanpa layanan (ke HAI atau selesai di tempat)' : serviceLabels[value as Service],
    jenis: (value) => askerTypeLabels[value as AskerType],
    petugas: (value) => (value === '' ? 'Belum ditangani petugas' : value),
  };
  return groups.map((group) => ({ ...group, label: labels[group.by](group.value) }));
}

/** Share of the resolved tickets in whole per cent; null if none is resolved. */
export const onTimeShare = ({ tepat, selesai }: Pick<PeriodFigures, 'tepat' | 'selesai'>): number | null =>
  share(tepat, selesai);

export const percentText = (percent: number | null): string => (percent === null ? '-' : `${percent}%`);

/** Working minutes in hours: "12,5 jam". */
export const hoursText = (minutes: number | null): string =>
  minutes === null ? '-' : `${hoursOf(minutes, 1).toLocaleString('id-ID')} jam`;

export const countText = (count: number): string => count.toLocaleString('id-ID');
