/** All activities of the task queue, made from what they need. */
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import type { NoticeActivities } from '../workflows/notices.ts';
import type { SweepActivities } from '../workflows/sweep.ts';
import { createAutoCompletionOf } from './auto-completion.ts';
import { deadlineByCalendar } from './deadline.ts';
import { createOpenTicket } from './open-ticket.ts';
import { createRecordEvents } from './record-events.ts';
import { createSweep } from './sweep.ts';
import { createTell } from './tell.ts';

export interface Dependencies {
  prisma: PrismaClient;
  storage: Storage;
  /** Called whenever a ticket's events have reached PostgreSQL. */
  written?: () => void;
}

export function createActivities({
  prisma,
  storage,
  written = () => undefined,
}: Dependencies): TicketActivities & NoticeActivities & SweepActivities {
  return {
    openTicket: then(written, createOpenTicket(prisma)),
    recordEvents: then(written, createRecordEvents(prisma)),
    deadlineOf: (request) => deadlineByCalendar(prisma, request),
    autoCompletionOf: createAutoCompletionOf(prisma),
    tell: createTell(prisma),
    ...createSweep(prisma, storage),
  };
}

const then =
  <Given, Result>(after: () => void, activity: (given: Given) => Promise<Result>) =>
  async (given: Given): Promise<Result> => {
    const result = await activity(given);
    after();
    return result;
  };
