import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventKind } from '../../domain/values.ts';
import { answer } from '../../workflows/messages.ts';
import { authorOf, handlingUnitOf } from '../support/drafts.ts';
import { startSkippingDesk } from '../support/skipping-desk.ts';
import type { SkippingDesk } from '../support/skipping-desk.ts';
import { until } from '../support/until.ts';

let desk: SkippingDesk;
beforeAll(async () => (desk = await startSkippingDesk()));
afterAll(() => desk.stop());

const justBefore = -10_000;

/** The event is missing just before the instant and present at it, in the workflow and in PostgreSQL. */
async function expectAt(reference: string, kind: EventKind, instant: Date): Promise<void> {
  await desk.goTo(instant, justBefore);
  expect((await desk.state(reference)).events.map((event) => event.kind)).not.toContain(kind);
  await desk.goTo(instant);
  const event = await until(`${kind} of ${reference}`, async () =>
    (await desk.thread(reference)).find((known) => known.kind === kind),
  );
  expect(event.at).toBe(instant.toISOString());
}

async function expectDeadline(reference: string, warnAt: Date, dueAt: Date): Promise<void> {
  const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  expect([ticket.warnAt, ticket.dueAt]).toEqual([warnAt, dueAt]);
  await expectAt(reference, 'SLA_WARNED', warnAt);
  expect(await desk.prisma.ticket.findUnique({ where: { reference } })).toMatchObject({ breachedAt: null });
  await expectAt(reference, 'SLA_BREACHED', dueAt);
  expect(await desk.prisma.ticket.findUnique({ where: { reference } })).toMatchObject({
    breachedAt: dueAt,
    status: 'WAITING',
  });
}

/** Records a ticket for this unit at this time. */
async function recordAt(openedAt: Date, unitId = 'KPPN-008'): Promise<string> {
  await desk.goTo(openedAt);
  return desk.record(openedAt, { handlingUnit: await handlingUnitOf(desk.prisma, unitId) });
}

describe('the deadline', () => {
  it('skips a weekend', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('03-02 09:00'));
    await expectDeadline(reference, at('03-06 08:00'), at('03-09 17:00'));
  });

  it('skips Nyepi, Lebaran and the collective leave around them', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('03-12 10:00'));
    await expectDeadline(reference, at('03-25 08:00'), at('03-26 17:00'));
  });

  it('counts a question after service hours from the next working day', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('08-13 18:30'));
    await expectDeadline(reference, at('08-21 08:00'), at('08-24 17:00'));
  });

  it("is the end of service hours in the handling unit's own zone", async () => {
    const at = await desk.year2026();
    const openedAt = at('06-02 09:00', 'WIB');
    const jayapura = await recordAt(openedAt, 'KPPN-063');
    const denpasar = await recordAt(openedAt, 'KPPN-037');
    const pekanbaru = await recordAt(openedAt, 'KPPN-008');
    for (const [reference, zone] of [
      [jayapura, 'WIT'],
      [denpasar, 'WITA'],
      [pekanbaru, 'WIB'],
    ] as const) {
      await expectAt(reference, 'SLA_WARNED', at('06-08 08:00', zone));
    }
    await expectAt(jayapura, 'SLA_BREACHED', at('06-09 17:00', 'WIT'));
    await expectAt(denpasar, 'SLA_BREACHED', at('06-09 17:00', 'WITA'));
    await expectAt(pekanbaru, 'SLA_BREACHED', at('06-09 17:00', 'WIB'));
  });

  it('is a day later in Jayapura, where 15.30 WIB is after service hours', async () => {
    const at = await desk.year2026();
    const openedAt = at('06-02 15:30', 'WIB');
    const jayapura = await recordAt(openedAt, 'KPPN-063');
    const pekanbaru = await recordAt(openedAt, 'KPPN-008');
    await expectAt(pekanbaru, 'SLA_BREACHED', at('06-09 17:00', 'WIB'));
    await expectAt(jayapura, 'SLA_BREACHED', at('06-10 17:00', 'WIT'));
  });

  it('skips a holiday of the province there, and nowhere else', async () => {
    const at = await desk.year2026();
    const holiday = { province: 'Riau', name: 'Hari jadi provinsi', kind: 'LIBUR_NASIONAL' } as const;
    const date = new Date(at('07-08 00:00').getTime() + 7 * 3_600_000);
    await desk.prisma.holiday.create({ data: { ...holiday, date } });
    const riau = await recordAt(at('07-06 09:00'), 'KPPN-008');
    const papua = await recordAt(at('07-06 09:00'), 'KPPN-063');
    await expectAt(papua, 'SLA_BREACHED', at('07-13 17:00', 'WIT'));
    await expectAt(riau, 'SLA_BREACHED', at('07-14 17:00', 'WIB'));
  });

  it('in the past is noticed at once, with its true instants', async () => {
    const at = await desk.year2026();
    await desk.goTo(at('12-01 09:00'));
    const reference = await desk.record(at('03-02 09:00'));
    const { events } = await desk.state(reference);
    expect(events.map(({ seq, kind, at: when }) => [seq, kind, when])).toEqual([
      [1, 'RECORDED', at('03-02 09:00').toISOString()],
      [2, 'SLA_WARNED', at('03-06 08:00').toISOString()],
      [3, 'SLA_BREACHED', at('03-09 17:00').toISOString()],
    ]);
    await until('its breach in the database', async () => (await desk.thread(reference)).length === 3);
    const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(ticket).toMatchObject({ breachedAt: at('03-09 17:00'), status: 'WAITING' });
  });

  it('does not breach a ticket resolved just before it', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('03-02 09:00'));
    await desk.goTo(at('03-09 17:00'), justBefore);
    const author = await authorOf(desk.prisma, 'KPPN-008');
    await desk
      .handle(reference)
      .executeUpdate(answer, { args: [{ key: 'a', author, body: 'Sudah terbit.' }] });
    await desk.handle(reference).result();
    await desk.goTo(at('04-09 17:00'));
    expect((await desk.thread(reference)).map((event) => event.kind)).toEqual([
      'RECORDED',
      'SLA_WARNED',
      'ANSWERED',
    ]);
    const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(ticket).toMatchObject({ breachedAt: null, status: 'RESOLVED' });
    // 8 hours on Monday, 9 on each whole day up to the last.
    expect(ticket.resolutionMinutes).toBe(8 * 60 + 5 * 9 * 60 - 1);
  });

  it('breaches a ticket that is answered after it', async () => {
    const at = await desk.year2026();
    const reference = await recordAt(at('03-02 09:00'));
    await desk.goTo(at('03-10 09:00'));
    const author = await authorOf(desk.prisma, 'KPPN-008');
    await desk.handle(reference).executeUpdate(answer, { args: [{ key: 'a', author, body: 'Terlambat.' }] });
    const kinds = (await desk.thread(reference)).map((event) => event.kind);
    expect(kinds).toEqual(['RECORDED', 'SLA_WARNED', 'SLA_BREACHED', 'ANSWERED']);
  });
});
