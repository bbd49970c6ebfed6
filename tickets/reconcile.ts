/** `npm run reconcile` makes PostgreSQL and Temporal agree again after a crash, a lost server or a restored backup. */
import type { Desk } from './desk.ts';
import { startMoving } from './calendar-change.ts';
import { finishReservations } from './reconcile-reservations.ts';
import { compareOpenTickets } from './reconcile-tickets.ts';

interface Reconciled {
  /** References that were reserved but whose workflow had not started. */
  finished: string[];
  /** Open tickets whose workflow had to be restarted. */
  restarted: string[];
  /** Tickets whose row or thread lagged behind the workflow. */
  caughtUp: string[];
  /** Tickets that could not be repaired now; the next run tries again. */
  failed: string[];
}

/**
 * Safe at any time, even beside running workers and other reconciles. Prints what it did. `patience` is in
 * milliseconds.
 */
export async function reconcile(
  desk: Desk,
  print: (line: string) => void = console.log,
  patience = 30_000,
): Promise<Reconciled> {
  const { finished, ...reservations } = await finishReservations(desk, patience);
  if (await startMoving(desk)) print('calendar: continues moving deadlines');
  const { restarted, caughtUp, ...tickets } = await compareOpenTickets(desk);
  const failed = [...reservations.failed, ...tickets.failed];
  for (const reference of finished) print(`${reference}: was reserved but not recorded; recorded now`);
  for (const reference of restarted)
    print(`${reference}: its workflow was missing; restarted from its events`);
  for (const reference of caughtUp) print(`${reference}: the database lagged; updated from its workflow`);
  for (const { reference, error } of failed) print(`${reference}: could not be repaired: ${String(error)}`);
  print(
    `reconciled: ${finished.length} finished, ${restarted.length} restarted, ${caughtUp.length} caught up, ${failed.length} failed`,
  );
  return { finished, restarted, caughtUp, failed: failed.map(({ reference }) => reference) };
}

if (import.meta.main) {
  const { readConfig } = await import('../config/env.ts');
  const { openDatabase } = await import('../prisma/client.ts');
  const { connectTemporal } = await import('./connection.ts');
  const config = readConfig();
  const { prisma, close } = openDatabase(config.databaseUrl);
  const client = connectTemporal(config.temporal);
  try {
    await reconcile({ prisma, client });
  } finally {
    await client.connection.close();
    await close();
  }
}
