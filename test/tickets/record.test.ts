import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { OutcomeUnknown } from '../../tickets/desk.ts';
import { recordTicket } from '../../tickets/record.ts';
import { threadOf } from '../../tickets/thread.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { draftOf } from '../support/drafts.ts';
import { soon } from '../support/given.ts';

let desk: TestDesk;
beforeAll(async () => (desk = await startDesk()));
afterAll(() => desk.stop());

const reservationOf = (reference: string) =>
  desk.prisma.reservation.findUnique({ where: { reference }, select: { finishedAt: true } });

it('returns a ticket that is in the database, named by the time of its recording', async () => {
  // 31 May 16.04.06 WIB.
  const openedAt = new Date('2026-05-31T09:04:06.000Z');
  const reference = await recordTicket(desk, await draftOf(desk.prisma, { openedAt }), soon());
  expect(reference).toBe('HAI-531160406');
  const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  expect(ticket).toMatchObject({ openedAt, year: 2026, status: 'WAITING' });
  expect((await reservationOf(reference))?.finishedAt).not.toBeNull();
});

it("uses the recorder's zone for the time and the year", async () => {
  const openedAt = new Date('2026-12-31T15:30:00.000Z');
  const draft = await draftOf(desk.prisma, { openedAt, zone: 'Asia/Jayapura' });
  const reference = await recordTicket(desk, draft, soon());
  expect(reference).toBe('HAI-101003000');
  expect(await desk.prisma.ticket.findUnique({ where: { reference } })).toMatchObject({ year: 2027 });
});

it('numbers the tickets of one second, even a year later', async () => {
  const openedAt = new Date('2026-06-02T02:00:00.000Z');
  const yearLater = new Date('2027-06-02T02:00:00.500Z');
  const references = [];
  for (const when of [openedAt, openedAt, yearLater]) {
    references.push(await recordTicket(desk, await draftOf(desk.prisma, { openedAt: when }), soon()));
  }
  expect(references).toEqual(['HAI-602090000', 'HAI-602090000-2', 'HAI-602090000-3']);
});

it('gives five simultaneous recorders five references', async () => {
  const openedAt = new Date('2026-06-03T02:00:00.000Z');
  const drafts = await Promise.all(Array.from({ length: 5 }, () => draftOf(desk.prisma, { openedAt })));
  const references = await Promise.all(drafts.map((draft) => recordTicket(desk, draft, soon())));
  const suffixes = ['', '-2', '-3', '-4', '-5'];
  expect(references.toSorted()).toEqual(suffixes.map((suffix) => `HAI-603090000${suffix}`));
});

it('the same request again, and five times at once, is one ticket', async () => {
  const draft = await draftOf(desk.prisma, { openedAt: new Date('2026-06-04T02:00:00.000Z') });
  const many = await Promise.all(Array.from({ length: 5 }, () => recordTicket(desk, draft, soon())));
  const later = await recordTicket(
    desk,
    { ...draft, openedAt: new Date(), subject: 'Diketik ulang' },
    soon(),
  );
  expect(new Set([...many, later])).toEqual(new Set(['HAI-604090000']));
  expect(await desk.prisma.ticket.count({ where: { openedAt: draft.openedAt } })).toBe(1);
  // Its deadline is long past, so warning and breach follow.
  const kinds = (await threadOf(desk.prisma, 'HAI-604090000')).map((event) => event.kind);
  expect(kinds.filter((kind) => kind === 'RECORDED')).toHaveLength(1);
});

it('the same key of another account is another ticket', async () => {
  const draft = await draftOf(desk.prisma);
  const other = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'satker-527020' } });
  const first = await recordTicket(desk, draft, soon());
  const second = await recordTicket(desk, { ...draft, accountId: other.id }, soon());
  expect(second).not.toBe(first);
});

it('the same request, after its workflow ended and its answer was lost, is that ticket', async () => {
  const draft = await draftOf(desk.prisma, { opensAs: 'RESOLVED', answer: 'Sudah terbit.' });
  const reference = await recordTicket(desk, draft, soon());
  await desk.client.workflow.getHandle(reference).result();
  await desk.prisma.reservation.update({ where: { reference }, data: { finishedAt: null } });
  expect(await recordTicket(desk, draft, soon())).toBe(reference);
  expect(await threadOf(desk.prisma, reference)).toHaveLength(2);
});

it('without a worker, the outcome is unknown; the same request finds it later', async () => {
  const idle = await startDesk({ worker: false });
  onTestFinished(() => idle.stop());
  const draft = await draftOf(idle.prisma, { requestKey: randomUUID() });
  const deadline = Date.now() + 2000;
  await expect(recordTicket(idle, draft, deadline)).rejects.toThrow(OutcomeUnknown);
  const [reservation] = await idle.prisma.reservation.findMany();
  expect(reservation).toMatchObject({ requestKey: draft.requestKey, finishedAt: null });
  expect(await idle.prisma.ticket.count()).toBe(0);

  await idle.startWorker();
  expect(await recordTicket(idle, draft, soon())).toBe(reservation?.reference);
  expect(await idle.prisma.ticket.count()).toBe(1);
});

it('without Temporal, leaves a reservation, and the outcome is unknown', async () => {
  const idle = await startDesk({ worker: false });
  onTestFinished(() => idle.stop());
  await idle.connection.close();
  const draft = await draftOf(idle.prisma);
  await expect(recordTicket(idle, draft, Date.now() + 2000)).rejects.toThrow(OutcomeUnknown);
  const left = await idle.prisma.reservation.findFirst();
  expect(left).toMatchObject({ requestKey: draft.requestKey, finishedAt: null });
});
