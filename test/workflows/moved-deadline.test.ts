import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, calendarChanged, escalate, haiReply, moveDeadlinesId } from '../../workflows/messages.ts';
import { authorOf, handlingUnitOf } from '../support/drafts.ts';
import { addHoliday, removeHoliday } from '../support/holiday-edits.ts';
import { startSkippingDesk } from '../support/skipping-desk.ts';
import type { SkippingDesk } from '../support/skipping-desk.ts';
import { until } from '../support/until.ts';

let desk: SkippingDesk;
beforeAll(async () => (desk = await startSkippingDesk()));
afterAll(() => desk.stop());

const kindsOf = async (reference: string) => (await desk.thread(reference)).map(({ kind }) => kind);

const movedTo = (reference: string, dueAt: Date) =>
  until(`${reference} due ${dueAt.toISOString()}`, async () => {
    const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    return ticket.dueAt.getTime() === dueAt.getTime();
  });

/** The event is in the thread at exactly this instant, once the time has come. */
async function rings(reference: string, kind: string, instant: Date): Promise<void> {
  await desk.goTo(instant, -10_000);
  const before = (await desk.state(reference)).events.filter((event) => event.kind === kind).length;
  await desk.goTo(instant);
  const given = await until(`${kind} of ${reference}`, async () => {
    const found = (await desk.thread(reference)).filter((event) => event.kind === kind);
    return found.length === before + 1 && found;
  });
  expect(given.at(-1)?.at).toBe(instant.toISOString());
}

async function recordAt(openedAt: Date, unitId = 'KPPN-008'): Promise<string> {
  await desk.goTo(openedAt);
  return desk.record(openedAt, { handlingUnit: await handlingUnitOf(desk.prisma, unitId) });
}

async function resolve(reference: string): Promise<void> {
  const author = await authorOf(desk.prisma, 'KPPN-008');
  await desk.handle(reference).executeUpdate(answer, { args: [{ key: 'a', author, body: 'Selesai.' }] });
  await desk.handle(reference).result();
}

describe('the deadline of an open ticket', () => {
  it('warns once for one due day, and not again when the day comes back', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('05-04 09:00'));
    await rings(reference, 'SLA_WARNED', at('05-08 08:00'));
    await addHoliday(desk, at('05-07 00:00'));
    await movedTo(reference, at('05-12 17:00'));
    await removeHoliday(desk, at('05-07 00:00'));
    await movedTo(reference, at('05-11 17:00'));
    await rings(reference, 'SLA_BREACHED', at('05-11 17:00'));
    expect((await kindsOf(reference)).filter((kind) => kind === 'SLA_WARNED')).toHaveLength(1);
    await resolve(reference);
  });

  it('moves with a holiday that is added midway, and back when it is removed', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('06-02 09:00'));
    await desk.goTo(at('06-04 10:00'));
    await addHoliday(desk, at('06-05 00:00'));
    await movedTo(reference, at('06-10 17:00'));
    await removeHoliday(desk, at('06-05 00:00'));
    await movedTo(reference, at('06-09 17:00'));
    await rings(reference, 'SLA_WARNED', at('06-08 08:00'));
    await rings(reference, 'SLA_BREACHED', at('06-09 17:00'));
    expect(await kindsOf(reference)).toEqual([
      'RECORDED',
      'DEADLINE_MOVED',
      'DEADLINE_MOVED',
      'SLA_WARNED',
      'SLA_BREACHED',
    ]);
    const [, first] = await desk.thread(reference);
    expect(first?.body).toMatch(
      /^Batas waktu bergeser dari 9 Juni \d+ 17\.00 WIB menjadi 10 Juni \d+ 17\.00 WIB\.\n\nSebab: Kalender diubah$/,
    );
    await resolve(reference);
  });

  it('gets new alarms: none at the old instants, warning and breach at the new ones', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('06-02 09:00'));
    await rings(reference, 'SLA_WARNED', at('06-08 08:00'));
    await addHoliday(desk, at('06-09 00:00'));
    await movedTo(reference, at('06-10 17:00'));
    // It is due tomorrow, so the new deadline's warning comes at once.
    await until(
      'the second warning',
      async () => (await desk.thread(reference)).filter(({ kind }) => kind === 'SLA_WARNED').length === 2,
    );
    await desk.goTo(at('06-09 18:00'));
    expect(await kindsOf(reference)).not.toContain('SLA_BREACHED');
    await rings(reference, 'SLA_BREACHED', at('06-10 17:00'));
    await resolve(reference);
    await removeHoliday(desk, at('06-09 00:00'));
  });

  it('that had passed and lies ahead again is announced, and breaches again', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('06-02 09:00'));
    await rings(reference, 'SLA_BREACHED', at('06-09 17:00'));
    await desk.goTo(at('06-10 09:00'));
    await addHoliday(desk, at('06-04 00:00'));
    await movedTo(reference, at('06-10 17:00'));
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(row.breachedAt).toBeNull();
    const event = (await desk.thread(reference)).find(({ kind }) => kind === 'DEADLINE_MOVED');
    expect(event?.body).toContain('tidak lagi lewat');
    await rings(reference, 'SLA_BREACHED', at('06-10 17:00'));
    expect((await kindsOf(reference)).filter((kind) => kind === 'SLA_BREACHED')).toHaveLength(2);
    await resolve(reference);
    await removeHoliday(desk, at('06-04 00:00'));
  });

  it('that moves into the past breaches at the time of the edit', async () => {
    const at = await desk.year2026();
    await addHoliday(desk, at('06-04 00:00'));
    const reference = await recordAt(at('06-02 09:00'));
    await desk.goTo(at('06-10 09:00'));
    await removeHoliday(desk, at('06-04 00:00'));
    await movedTo(reference, at('06-09 17:00'));
    const breach = await until('its breach', async () =>
      (await desk.thread(reference)).find(({ kind }) => kind === 'SLA_BREACHED'),
    );
    const thread = await desk.thread(reference);
    expect(thread.map(({ kind }) => kind)).toEqual([
      'RECORDED',
      'SLA_WARNED',
      'DEADLINE_MOVED',
      'SLA_BREACHED',
    ]);
    expect(breach.at).toBe(thread[2]?.at);
    expect(breach.body).toMatch(/9 Juni \d+ 17\.00 WIB/);
    await resolve(reference);
  });

  it('follows Lebaran and the end of the year', async () => {
    const at = await desk.year2026();
    const lebaran = await recordAt(at('03-12 10:00'));
    await removeHoliday(desk, at('03-18 00:00'));
    await movedTo(lebaran, at('03-25 17:00'));
    await rings(lebaran, 'SLA_BREACHED', at('03-25 17:00'));
    await resolve(lebaran);
    // The next year's days are not in the table yet.
    const nextYear = (local: string) => new Date(at(local).getTime() + 365 * 24 * 3_600_000);
    const newYear = await recordAt(at('12-28 09:00'));
    await movedTo(newYear, nextYear('01-04 17:00'));
    await addHoliday(desk, nextYear('01-01 00:00'));
    await movedTo(newYear, nextYear('01-05 17:00'));
    await rings(newYear, 'SLA_WARNED', nextYear('01-04 08:00'));
    await rings(newYear, 'SLA_BREACHED', nextYear('01-05 17:00'));
    await resolve(newYear);
  });

  it("moves in each unit's own zone, and only where the holiday applies", async () => {
    const at = await desk.year2026();
    const openedAt = at('07-06 09:00');
    const pekanbaru = await recordAt(openedAt);
    const denpasar = await recordAt(openedAt, 'KPPN-037');
    const jayapura = await recordAt(openedAt, 'KPPN-063');
    await addHoliday(desk, at('07-08 00:00'), 'Papua');
    await movedTo(jayapura, at('07-14 17:00', 'WIT'));
    await addHoliday(desk, at('07-09 00:00'));
    await movedTo(jayapura, at('07-15 17:00', 'WIT'));
    await movedTo(denpasar, at('07-14 17:00', 'WITA'));
    await movedTo(pekanbaru, at('07-14 17:00', 'WIB'));
    expect(await kindsOf(pekanbaru)).toEqual(['RECORDED', 'DEADLINE_MOVED']);
    expect(await kindsOf(jayapura)).toEqual(['RECORDED', 'DEADLINE_MOVED', 'DEADLINE_MOVED']);
    for (const reference of [pekanbaru, denpasar, jayapura]) await resolve(reference);
  });

  it('follows the last calendar after two changes at once', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('09-01 09:00'));
    await Promise.all([addHoliday(desk, at('09-02 00:00')), addHoliday(desk, at('09-03 00:00'))]);
    await movedTo(reference, at('09-10 17:00'));
    await resolve(reference);
  });
});

it('a resolved ticket keeps its deadline, and the change is finished', async () => {
  const at = await desk.year2026();
  const reference = await recordAt(at('10-05 09:00'));
  await resolve(reference);
  const id = await addHoliday(desk, at('10-07 00:00'));
  await desk.goTo(await desk.now(), 60_000);
  await desk.client.workflow.getHandle(moveDeadlinesId).result();
  const change = await desk.prisma.calendarChange.findUniqueOrThrow({ where: { id } });
  expect(change.finishedAt).not.toBeNull();
  expect(await kindsOf(reference)).toEqual(['RECORDED', 'ANSWERED']);
});

it('the automatic completion follows the calendar too', async () => {
  const at = await desk.year2026();
  const reference = await recordAt(at('10-12 09:00'));
  const author = await authorOf(desk.prisma, 'KPPN-008');
  await desk.handle(reference).executeUpdate(escalate, { args: [{ key: 'e', author, body: '' }] });
  await desk.handle(reference).signal(haiReply, { id: 'r', body: 'Balasan.' });
  const completesAt = (instant: Date) =>
    until('its plan, in workflow and database', async () => {
      const { autoCompleteAt } = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
      const plans = [(await desk.state(reference)).autoCompleteAt, autoCompleteAt?.toISOString()];
      return plans.every((plan) => plan === instant.toISOString());
    });
  await completesAt(at('10-15 17:00'));
  await addHoliday(desk, at('10-14 00:00'));
  await completesAt(at('10-16 17:00'));
  await desk.goTo(at('10-16 17:00'));
  await desk.handle(reference).result();
  expect((await kindsOf(reference)).at(-1)).toBe('AUTO_COMPLETED');
});

it('ignores an invalid message about the calendar', async () => {
  const at = await desk.year2026();
  const reference = await recordAt(at('11-02 09:00'));
  const unknown = desk.handle(reference) as WorkflowHandle;
  for (const sent of [
    null,
    {},
    { key: 'x', why: 'y' },
    { key: 'kalender:1' },
    { key: 'kalender:1', why: 'x'.repeat(20_001) },
  ])
    await unknown.signal(calendarChanged.name, sent);
  expect((await desk.state(reference)).seq).toBe(1);
  const { events } = await unknown.fetchHistory();
  const asked = events?.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
  expect(asked?.filter((name) => name !== undefined)).toEqual(['openTicket']);
  expect(await kindsOf(reference)).toEqual(['RECORDED']);
  await resolve(reference);
});
