/** `npm run reconcile`: brings PostgreSQL and Temporal together again after a crash, a lost server or a restored backup. */
import type { Desk } from './desk.ts';
import { finishReservations } from './reconcile-reservations.ts';
import { compareOpenTickets } from './reconcile-tickets.ts';

export interface Reconciled {
  /** References whose workflow had been reserved and never started. */
  finished: string[];
  /** Open tickets whose workflow was gone and runs again with its original deadline. */
  restarted: string[];
  /** Tickets whose row or thread lagged behind the workflow. */
  caughtUp: string[];
}

/** Safe at any time, beside running workers and others that reconcile. Prints what it did. */
export async function reconcile(
  desk: Desk,
  print: (line: string) => void = console.log,
): Promise<Reconciled> {
  const finished = await finishReservations(desk);
  const { restarted, caughtUp } = await compareOpenTickets(desk);
  for (const reference of finished) print(`${reference}: reserved and never recorded; recorded now`);
  for (const reference of restarted)
    print(`${reference}: its workflow was gone; started again from its events`);
  for (const reference of caughtUp) print(`${reference}: the database lagged; brought up to its workflow`);
  print(
    `reconciled: ${finished.length} finished, ${restarted.length} restarted, ${caughtUp.length} caught up`,
  );
  return { finished, restarted, caughtUp };
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
