/** One ticket in each zone, with every alarm that it can have, across Lebaran and the end of a year. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escalate, haiReply } from '../../workflows/messages.ts';
import { authorOf, handlingUnitOf } from '../support/drafts.ts';
import { addHoliday, removeHoliday } from '../support/holiday-edits.ts';
import { startSkippingDesk } from '../support/skipping-desk.ts';
import type { At, SkippingDesk, Zone } from '../support/skipping-desk.ts';
import { until } from '../support/until.ts';

let desk: SkippingDesk;
beforeAll(async () => (desk = await startSkippingDesk()));
afterAll(() => desk.stop());

const units: Record<Zone, string> = { WIB: 'KPPN-008', WITA: 'KPPN-037', WIT: 'KPPN-063' };
const zones = Object.keys(units) as Zone[];
const alarms = ['SLA_WARNED', 'SLA_BREACHED', 'AUTO_COMPLETED'] as const;

/** The days of warning, breach and automatic completion; WITA has those of WIB. */
type Days = Record<'WIB' | 'WIT', [string, string, string]>;

interface Season {
  /** Month and day as in 2026; months after 12 are the next year's. Hours are WIB: 15.30 is after hours only in WIT. */
  opened: string;
  escalated: string;
  replied: string;
  expected: Days;
  /** A day off added midway, and how it changes the days until it is removed. */
  suddenly: string;
  meanwhile: Days;
}

const seasons: Record<string, Season> = {
  Lebaran: {
    opened: '03-12 15:30',
    escalated: '03-13 10:00',
    replied: '03-17 15:30',
    expected: { WIB: ['03-25', '03-26', '03-27'], WIT: ['03-26', '03-27', '03-30'] },
    suddenly: '03-25',
    meanwhile: { WIB: ['03-26', '03-27', '03-30'], WIT: ['03-27', '03-30', '03-31'] },
  },
  "the year's end": {
    opened: '12-28 15:30',
    escalated: '12-29 10:00',
    replied: '12-31 15:30',
    expected: { WIB: ['13-04', '13-05', '13-06'], WIT: ['13-05', '13-06', '13-07'] },
    suddenly: '13-04',
    meanwhile: { WIB: ['13-05', '13-06', '13-07'], WIT: ['13-06', '13-07', '13-08'] },
  },
};

/** Like `at`, but month 13 is January of the next year. */
const overNewYear =
  (at: At): At =>
  (local, zone) =>
    local.startsWith('13')
      ? new Date(at(`01${local.slice(2)}`, zone).getTime() + 365 * 86_400_000)
      : at(local, zone);

/** A ticket's three instants in its unit's zone. */
function instantsOf(days: Days, zone: Zone, at: At): [Date, Date, Date] {
  const [warned, breached, completed] = days[zone === 'WIT' ? 'WIT' : 'WIB'];
  return [at(`${warned} 08:00`, zone), at(`${breached} 17:00`, zone), at(`${completed} 17:00`, zone)];
}

/** Waits until the workflow and PostgreSQL have these instants. */
const untilPlanned = (reference: string, instants: Date[]) =>
  until(`${reference} planned for ${instants.map((each) => each.toISOString()).join(', ')}`, async () => {
    const { warnAt, dueAt } = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    const { deadline, autoCompleteAt } = await desk.state(reference);
    const stored = [warnAt.toISOString(), dueAt.toISOString(), autoCompleteAt];
    const known = [deadline?.warnAt, deadline?.dueAt, autoCompleteAt];
    const wanted = instants.map((each) => each.toISOString());
    return String(stored) === String(wanted) && String(known) === String(wanted);
  });

const alarmsOf = async (reference: string) =>
  (await desk.thread(reference))
    .filter(({ kind }) => alarms.some((alarm) => alarm === kind))
    .map(({ kind, at }) => [kind, at]);

it.each(Object.entries(seasons))('%s', { timeout: 120_000 }, async (_, season) => {
  const at = overNewYear(await desk.year2026());
  await desk.goTo(at(season.opened));
  if (season.suddenly.startsWith('13')) await addHoliday(desk, at('13-01 00:00'));
  const tickets = new Map<Zone, string>();
  for (const zone of zones) {
    const handlingUnit = await handlingUnitOf(desk.prisma, units[zone]);
    tickets.set(zone, await desk.record(at(season.opened), { handlingUnit }));
  }
  const author = await authorOf(desk.prisma, 'KPPN-008');
  await desk.goTo(at(season.escalated));
  for (const reference of tickets.values())
    await desk.handle(reference).executeUpdate(escalate, { args: [{ key: 'e', author, body: '' }] });
  await desk.goTo(at(season.replied));
  for (const reference of tickets.values())
    await desk.handle(reference).signal(haiReply, { id: 'r', body: 'Balasan.' });
  const planned = async (days: Days) => {
    for (const [zone, reference] of tickets) await untilPlanned(reference, instantsOf(days, zone, at));
  };
  await planned(season.expected);
  await addHoliday(desk, at(`${season.suddenly} 00:00`));
  await planned(season.meanwhile);
  await removeHoliday(desk, at(`${season.suddenly} 00:00`));
  await planned(season.expected);

  const told = new Map([...tickets.values()].map((reference) => [reference, [] as [string, string][]]));
  const calls = [...tickets].flatMap(([zone, reference]) =>
    instantsOf(season.expected, zone, at).map((instant, index) => ({
      reference,
      instant,
      kind: alarms[index] ?? '',
    })),
  );
  for (const { reference, instant, kind } of calls.toSorted(
    (a, b) => Number(a.instant) - Number(b.instant),
  )) {
    await desk.goTo(instant, -10_000);
    const before = told.get(reference) ?? [];
    expect(await alarmsOf(reference)).toEqual(before);
    expect((await desk.state(reference)).events.map((event) => event.kind)).not.toContain(kind);
    await desk.goTo(instant);
    before.push([kind, instant.toISOString()]);
    await expect.poll(() => alarmsOf(reference), { timeout: 20_000 }).toEqual(before);
  }
  for (const reference of tickets.values()) await desk.handle(reference).result();
});
