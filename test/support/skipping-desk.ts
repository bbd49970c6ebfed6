import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { DateTime } from 'luxon';
import { inject } from 'vitest';
import type { TicketEvent, TicketState } from '../../domain/ticket.ts';
import { recordTicket } from '../../tickets/record.ts';
import { threadOf } from '../../tickets/thread.ts';
import type { Draft } from '../../tickets/record.ts';
import { createWorker } from '../../worker/create.ts';
import { ticketState } from '../../workflows/messages.ts';
import type { ticket } from '../../workflows/ticket.ts';
import { createDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { draftOf } from './drafts.ts';
import { soon } from './given.ts';
import { keptMail } from './outgoing.ts';
import { makeStorage } from './storage.ts';
import { createTimeSkipping } from './time-skipping.ts';

const zones = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
export type Zone = keyof typeof zones;

/** An instant in the desk's current year, as in `('03-09 17:00', 'WIB')`. */
export type At = (local: string, zone?: Zone) => Date;

/** A database and a Temporal server whose time the test moves, with the real worker. */
export interface SkippingDesk extends TestDatabase {
  client: Client;
  /**
   * Moves to the next year with the weekdays of 2026 and gives it the holidays of 2026. Tests write dates of 2026 and
   * run in any year.
   */
  year2026(): Promise<At>;
  /** Moves the server's time forward to this instant. */
  goTo(instant: Date, milliseconds?: number): Promise<void>;
  now(): Promise<Date>;
  /** Records a ticket at this instant, for KPPN 008 by default. */
  record(openedAt: Date, over?: Partial<Draft>): Promise<string>;
  handle(reference: string): WorkflowHandle<typeof ticket>;
  state(reference: string): Promise<TicketState>;
  thread(reference: string): Promise<TicketEvent[]>;
  stop(): Promise<void>;
}

export async function startSkippingDesk(outgoing = keptMail): Promise<SkippingDesk> {
  const [database, env] = await Promise.all([createDatabase(), createTimeSkipping()]);
  const { prisma } = database;
  const { storage, remove } = await makeStorage();
  const client = new Client({ connection: env.connection, namespace: 'default' });
  const worker = await createWorker({
    connection: env.nativeConnection,
    namespace: 'default',
    prisma,
    storage,
    outgoing,
    workflowBundle: { codePath: inject('workflowBundle') },
  });
  const ran = worker.run();
  const now = async () => new Date(await env.currentTimeMs());
  const handle = (reference: string) => client.workflow.getHandle<typeof ticket>(reference);

  const goTo = async (instant: Date, milliseconds = 0) => {
    const left = instant.getTime() + milliseconds - (await env.currentTimeMs());
    if (left > 0) await env.sleep(left);
  };

  const year2026 = async (): Promise<At> => {
    let year = (await now()).getUTCFullYear() + 1;
    while (DateTime.utc(year).weekday !== DateTime.utc(2026).weekday || DateTime.utc(year).isInLeapYear)
      year++;
    await prisma.$executeRaw`
      INSERT INTO holiday (date, province, name, kind)
      SELECT date + make_interval(years => ${year - 2026}::int), province, name, kind FROM holiday
      WHERE date_part('year', date) = 2026 ON CONFLICT DO NOTHING`;
    return (local, zone = 'WIB') => {
      const time = DateTime.fromFormat(`${year}-${local}`, 'yyyy-MM-dd HH:mm', { zone: zones[zone] });
      if (!time.isValid) throw new RangeError(`no instant: ${local}`);
      return time.toJSDate();
    };
  };

  return {
    ...database,
    client,
    now,
    goTo,
    year2026,
    handle,
    record: async (openedAt, over = {}) =>
      recordTicket(
        { prisma, client },
        await draftOf(prisma, { openedAt, requestKey: randomUUID(), ...over }),
        soon(),
      ),
    state: (reference) => handle(reference).query(ticketState),
    thread: (reference) => threadOf(prisma, reference),
    stop: async () => {
      worker.shutdown();
      await ran;
      await env.teardown();
      await database.drop();
      remove();
    },
  };
}
