import { afterAll, beforeAll, expect, it } from 'vitest';
import { complete, escalate, haiReply } from '../../workflows/messages.ts';
import { authorOf } from '../support/drafts.ts';
import { startSkippingDesk } from '../support/skipping-desk.ts';
import type { At, SkippingDesk } from '../support/skipping-desk.ts';
import { until } from '../support/until.ts';

let desk: SkippingDesk;
beforeAll(async () => (desk = await startSkippingDesk()));
afterAll(() => desk.stop());

const justBefore = -10_000;

/** A ticket that was escalated on Tuesday 3 March. */
async function escalated(at: At): Promise<string> {
  await desk.goTo(at('03-02 09:00'));
  const reference = await desk.record(at('03-02 09:00'));
  await desk.goTo(at('03-03 10:00'));
  const author = await authorOf(desk.prisma, 'KPPN-008');
  await desk.handle(reference).executeUpdate(escalate, { args: [{ key: 'e', author, body: '' }] });
  return reference;
}

/** HAI's reply at this time, and the resulting plan. */
async function replyAt(reference: string, instant: Date, id: string): Promise<string | null> {
  await desk.goTo(instant);
  await desk.handle(reference).signal(haiReply, { id, body: `Balasan ${id}.` });
  await until(`reply ${id} in the database`, async () =>
    (await desk.thread(reference)).some((event) => event.key === `hai:${id}`),
  );
  return (await desk.state(reference)).autoCompleteAt;
}

/** The workflow's plan, which must equal the database's. */
async function planned(reference: string, instant: Date): Promise<void> {
  await until(
    'the plan',
    async () => (await desk.state(reference)).autoCompleteAt === instant.toISOString() || null,
  );
  expect(await planInDatabase(reference)).toEqual(instant);
}

const planInDatabase = async (reference: string) =>
  (await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } })).autoCompleteAt;

it('completes at the end of the third working day after the reply, with a note', async () => {
  const at = await desk.year2026();
  const reference = await escalated(at);
  await replyAt(reference, at('03-06 10:00'), 'r-1');
  // Nyepi's collective leave comes later: count Monday, Tuesday, Wednesday.
  const instant = at('03-11 17:00');
  await planned(reference, instant);
  await desk.goTo(instant, justBefore);
  expect(await desk.state(reference)).toMatchObject({ status: 'ESCALATED', resolvedAt: null });
  await desk.goTo(instant);
  await desk.handle(reference).result();
  const thread = await desk.thread(reference);
  expect(thread.map((event) => event.kind)).toEqual([
    'RECORDED',
    'ESCALATED',
    'SLA_WARNED',
    'HAI_REPLIED',
    'SLA_BREACHED',
    'AUTO_COMPLETED',
  ]);
  expect(thread.at(-1)).toMatchObject({ at: instant.toISOString(), author: { name: 'Sistem' } });
  const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  expect(ticket).toMatchObject({
    status: 'RESOLVED',
    resolvedAt: instant,
    breachedAt: at('03-09 17:00'),
    officerName: 'CSO 1 Pekanbaru',
    autoCompleteAt: null,
  });
});

it('counts working days across Nyepi and Lebaran', async () => {
  const at = await desk.year2026();
  const reference = await escalated(at);
  await replyAt(reference, at('03-16 10:00'), 'r-1');
  await planned(reference, at('03-26 17:00'));
});

it('counts from the latest reply', async () => {
  const at = await desk.year2026();
  const reference = await escalated(at);
  await replyAt(reference, at('03-04 10:00'), 'r-1');
  await planned(reference, at('03-09 17:00'));
  await replyAt(reference, at('03-05 10:00'), 'r-2');
  await planned(reference, at('03-10 17:00'));
  await desk.goTo(at('03-09 18:00'));
  expect((await desk.state(reference)).status).toBe('ESCALATED');
  await desk.goTo(at('03-10 17:00'));
  await desk.handle(reference).result();
  expect((await desk.thread(reference)).at(-1)).toMatchObject({
    kind: 'AUTO_COMPLETED',
    at: at('03-10 17:00').toISOString(),
  });
});

it('leaves alone a ticket that an officer completed first', async () => {
  const at = await desk.year2026();
  const reference = await escalated(at);
  await replyAt(reference, at('03-04 10:00'), 'r-1');
  await planned(reference, at('03-09 17:00'));
  await desk.goTo(at('03-09 17:00'), justBefore);
  const author = await authorOf(desk.prisma, 'KPPN-008');
  await desk.handle(reference).executeUpdate(complete, { args: [{ key: 'c', author, body: '' }] });
  await desk.goTo(at('03-20 17:00'));
  expect((await desk.thread(reference)).at(-1)?.kind).toBe('COMPLETED');
  expect(await planInDatabase(reference)).toBeNull();
});

it('does not happen without a reply', async () => {
  const at = await desk.year2026();
  const reference = await escalated(at);
  await desk.goTo(at('08-01 09:00'));
  expect(await desk.state(reference)).toMatchObject({ status: 'ESCALATED', autoCompleteAt: null });
});

it('is turned off by 0 days', async () => {
  const at = await desk.year2026();
  const off = (days: number) =>
    desk.prisma.slaSetting.update({ where: { id: 1 }, data: { autoCompleteWorkingDays: days } });
  await off(0);
  const reference = await escalated(at);
  await replyAt(reference, at('03-04 10:00'), 'r-1');
  await desk.goTo(at('08-01 09:00'));
  expect(await desk.state(reference)).toMatchObject({ status: 'ESCALATED', autoCompleteAt: null });
  await off(3);
});
