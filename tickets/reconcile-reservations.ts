import type { TicketInput } from '../domain/ticket.ts';
import type { Desk } from './desk.ts';
import { startReserved } from './record.ts';
import { repair } from './repair.ts';
import type { Failed } from './repair.ts';

/** A younger request may still be in progress; an older one was abandoned. */
const graceMilliseconds = 15_000;

/** Starts the workflows of reservations that have no ticket, each within `patience` milliseconds. */
export async function finishReservations(
  desk: Desk,
  patience: number,
): Promise<{ finished: string[]; failed: Failed[] }> {
  const left = await desk.prisma.reservation.findMany({
    where: { finishedAt: null, createdAt: { lt: new Date(Date.now() - graceMilliseconds) } },
    orderBy: { createdAt: 'asc' },
  });
  const finished: string[] = [];
  const failed: Failed[] = [];
  for (const { reference, input } of left) {
    try {
      await startReserved(desk, input as unknown as TicketInput, Date.now() + patience);
      await repair(desk, reference);
      finished.push(reference);
    } catch (error) {
      failed.push({ reference, error });
    }
  }
  return { finished, failed };
}
