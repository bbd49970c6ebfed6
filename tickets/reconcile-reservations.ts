import type { TicketInput } from '../domain/ticket.ts';
import type { Desk } from './desk.ts';
import { startReserved } from './record.ts';
import { repair } from './repair.ts';

/** A request that is still under way finishes itself; older ones were left behind. */
const graceMilliseconds = 15_000;
const patience = 30_000;

/** Starts the workflows of reservations that were left without a ticket. @returns their references */
export async function finishReservations(desk: Desk): Promise<string[]> {
  const left = await desk.prisma.reservation.findMany({
    where: { finishedAt: null, createdAt: { lt: new Date(Date.now() - graceMilliseconds) } },
    orderBy: { createdAt: 'asc' },
  });
  for (const { reference, input } of left) {
    await startReserved(desk, input as unknown as TicketInput, Date.now() + patience);
    await repair(desk, reference);
  }
  return left.map(({ reference }) => reference);
}
