import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadlineByCalendar } from '../../activities/tickets/deadline.ts';
import type { TicketInput } from '../../domain/ticket.ts';
import { latestChange, movedSince, startMoving } from '../../tickets/calendar-change.ts';
import { repair } from '../../tickets/repair.ts';
import { touchedTickets } from '../../tickets/touched.ts';
import { calendarChanged, ticketState } from '../../workflows/messages.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { answeredTicket, thread, waitingTicket } from '../support/given.ts';
import { addHoliday, removeHoliday } from '../support/holiday-edits.ts';
import { until } from '../support/until.ts';

let desk: TestDesk;
beforeAll(async () => (desk = await startDesk()));
afterAll(() => desk.stop());

async function many(count: number): Promise<string[]> {
  const references: string[] = [];
  while (references.length < count) references.push(await waitingTicket(desk));
  return references;
}

const rowOf = (reference: string) => desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });

/** The working day before the deadline of a ticket recorded now, without any change. */
const freeDay = async () => (await rowOf(await waitingTicket(desk))).warnAt;

async function byDomain(reference: string): Promise<string> {
  const { input } = await desk.prisma.reservation.findUniqueOrThrow({ where: { reference } });
  return (await deadlineByCalendar(desk.prisma, input as unknown as TicketInput)).dueAt;
}

/** Resolves once each ticket's row and workflow have the deadline by the current calendar. */
async function allRight(references: string[]): Promise<void> {
  for (const reference of references)
    await until(
      `the deadline of ${reference}`,
      async () => {
        const [right, row] = [await byDomain(reference), await rowOf(reference)];
        const { deadline } = await desk.client.workflow.getHandle(reference).query(ticketState);
        return row.dueAt.toISOString() === right && deadline?.dueAt === right;
      },
      60_000,
    );
}

describe('many changes', () => {
  it('that wait for a worker reach each ticket as one', { timeout: 120_000 }, async () => {
    const references = await many(6);
    const day = await freeDay();
    await desk.stopWorkers();
    const first = await addHoliday(desk, day);
    for (let n = 0; n < 10; n++) {
      await removeHoliday(desk, day);
      await addHoliday(desk, day);
    }
    await desk.startWorker();
    await allRight(references);
    for (const reference of references) {
      const { events } = await desk.client.workflow.getHandle(reference).fetchHistory();
      const told = events?.filter(
        (event) => event.workflowExecutionSignaledEventAttributes?.signalName === calendarChanged.name,
      );
      expect(told).toHaveLength(1);
      expect(await thread(desk.prisma, reference)).toEqual(['RECORDED', 'DEADLINE_MOVED']);
    }
    const change = await desk.prisma.calendarChange.findUniqueOrThrow({ where: { id: first } });
    expect(change.touched).toBeGreaterThanOrEqual(references.length);
    await expect.poll(() => movedSince(desk.prisma, change)).toBe(change.touched);
    await removeHoliday(desk, day);
    await allRight(references);
  });

  it(
    'do not disturb recording and answering, and leave every deadline right',
    { timeout: 240_000 },
    async () => {
      const references = await many(12);
      const day = await freeDay();
      const before = await rowOf(references[0] ?? '');
      const storm = (async () => {
        for (let n = 0; n < 20; n++) {
          await addHoliday(desk, day);
          if (n < 19) await removeHoliday(desk, day);
        }
        return true;
      })();
      let over = false;
      void storm.finally(() => (over = true)).catch(() => undefined);
      let acts = 0;
      // Each throws if it exceeds the web's time limit.
      for (; !over; acts++) await answeredTicket(desk);
      expect(await storm).toBe(true);
      expect(acts).toBeGreaterThan(0);
      await allRight(references);
      expect((await rowOf(references[0] ?? '')).dueAt).not.toEqual(before.dueAt);
      await removeHoliday(desk, day);
      await allRight(references);
    },
  );
});

it('a restarted ticket follows a change that ended while its workflow was lost', async () => {
  const reference = await waitingTicket(desk);
  const day = await freeDay();
  await desk.client.workflow.getHandle(reference).terminate('for the test');
  const id = await addHoliday(desk, day);
  await desk.prisma.calendarChange.updateMany({ data: { finishedAt: new Date() } });
  expect(await repair(desk, reference)).toBe('restarted');
  await allRight([reference]);
  const moved = await desk.prisma.ticketEvent.findMany({ where: { reference, kind: 'DEADLINE_MOVED' } });
  expect(moved.map(({ key }) => key)).toEqual([`kalender:${id}`]);
  await removeHoliday(desk, day);
  await allRight([reference]);
});

it('a unit that moves to another zone leaves its recorded tickets as they are', async () => {
  const reference = await waitingTicket(desk);
  const unit = await desk.prisma.unit.findUniqueOrThrow({ where: { id: 'KPPN-008' } });
  await desk.prisma.unit.update({
    where: { id: unit.id },
    data: { zone: 'Asia/Jayapura', province: 'Papua' },
  });
  const touched = (await touchedTickets(desk.prisma)).map((ticket) => ticket.reference);
  await desk.prisma.unit.update({
    where: { id: unit.id },
    data: { zone: unit.zone, province: unit.province },
  });
  expect(touched).not.toContain(reference);
});

it('the reason names the changes in progress, otherwise the latest', async () => {
  const { prisma } = desk;
  await prisma.calendarChange.updateMany({ data: { finishedAt: new Date() } });
  expect(await startMoving(desk)).toBe(false);
  const admin = await prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const add = (summary: string) =>
    prisma.calendarChange.create({
      data: { accountId: admin.id, author: 'Admin', summary, changes: [], touched: 0 },
    });
  await add('Yang pertama');
  const { id } = await add('Yang kedua');
  expect(await latestChange(prisma)).toEqual({ key: `kalender:${id}`, why: 'Yang pertama; Yang kedua' });
  await prisma.calendarChange.updateMany({ data: { finishedAt: new Date() } });
  expect((await latestChange(prisma))?.why).toBe('Yang kedua');
});
