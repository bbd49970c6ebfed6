/** All activities of the task queue, made from what they need. */
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import { createAutoCompletionOf } from './auto-completion.ts';
import { createOpenTicket } from './open-ticket.ts';
import { createRecordEvents } from './record-events.ts';

export interface Dependencies {
  prisma: PrismaClient;
  storage: Storage;
}

export function createActivities({ prisma }: Dependencies): TicketActivities {
  return {
    openTicket: createOpenTicket(prisma),
    recordEvents: createRecordEvents(prisma),
    autoCompletionOf: createAutoCompletionOf(prisma),
  };
}
