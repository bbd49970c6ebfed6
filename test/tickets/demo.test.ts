import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoTickets } from '../../tickets/demo.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { waitingTicket } from '../support/given.ts';
import { until } from '../support/until.ts';

let desk: TestDesk;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk.stop());

it("notifies nobody of the demo's past, but of what happens afterwards", { timeout: 180_000 }, async () => {
  const count = await makeDemoTickets(desk);
  expect(await desk.prisma.ticketEvent.count({ where: { kind: 'SLA_BREACHED' } })).toBeGreaterThan(0);
  const reference = await waitingTicket(desk);
  await until('a notification', () => desk.prisma.notification.findFirst({ where: { reference } }));
  expect(await desk.prisma.outbox.count()).toBe(0);
  expect(await desk.prisma.notification.count({ where: { reference: { not: reference } } })).toBe(0);
  expect(await desk.prisma.mail.count({ where: { reference: { not: reference } } })).toBe(0);
  expect(await desk.prisma.reservation.count({ where: { quiet: true } })).toBe(0);
  expect(await desk.prisma.ticket.count()).toBe(count + 1);

  // After people have changed the demo's data, another run finds its tickets and creates none.
  const events = await desk.prisma.ticketEvent.count();
  for (const { id } of await desk.prisma.customer.findMany())
    await desk.prisma.customer.update({ where: { id }, data: { email: `diubah-${id}@contoh.example.id` } });
  expect(await makeDemoTickets(desk)).toBe(count);
  expect(await desk.prisma.ticket.count()).toBe(count + 1);
  expect(await desk.prisma.ticketEvent.count()).toBe(events);
});
