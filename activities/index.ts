/** All activities of the task queues, made from their dependencies. */
import type { Client } from '@temporalio/client';
import type { Outgoing } from '../mail/outgoing.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { TicketActivities } from '../workflows/activities.ts';
import type { ExportActivities } from '../workflows/exports.ts';
import type { MailActivities, NoticeActivities, WebhookActivities } from '../workflows/notices.ts';
import type { SweepActivities } from '../workflows/sweep.ts';
import { createPlanCompletion } from './tickets/plan-completion.ts';
import { createChooseRows } from './exports/choose-rows.ts';
import { createCollectRows } from './exports/collect-rows.ts';
import { deadlineByCalendar } from './tickets/deadline.ts';
import { createGiveUp } from './exports/give-up.ts';
import { createKick } from './notices/kick.ts';
import { createCloseDigest, createHandOver, createSettle } from './notices/mails.ts';
import { createNotify } from './notices/notify.ts';
import { createOpenTicket, createRecordEvents } from './tickets/record.ts';
import { createStartMails } from './notices/start-mails.ts';
import { createSweep } from './sweep.ts';
import { createSweepExports } from './exports/sweep-exports.ts';
import { createTell } from './notices/tell.ts';
import { createCallHai, createStartCalls } from './notices/webhook.ts';
import { createWriteFile } from './exports/write-file.ts';

export interface Dependencies {
  prisma: PrismaClient;
  storage: Storage;
  client: Client;
  outgoing: Outgoing;
}

/** Of the queue `tickets`. */
export function createActivities({
  prisma,
  storage,
  client,
  outgoing,
}: Dependencies): TicketActivities &
  NoticeActivities &
  Omit<MailActivities, 'handOver'> &
  SweepActivities &
  ExportActivities {
  const written = createKick(client);
  const settle = createSettle(prisma);
  return {
    openTicket: then(written, createOpenTicket(prisma)),
    recordEvents: then(written, createRecordEvents(prisma)),
    deadlineOf: (request) => deadlineByCalendar(prisma, request),
    planCompletion: createPlanCompletion(prisma),
    notify: createNotify(
      createTell(prisma, outgoing),
      createStartMails(prisma, client, settle),
      createStartCalls(prisma, client),
    ),
    closeDigest: createCloseDigest(prisma),
    settle,
    ...createSweep(prisma, storage),
    chooseRows: createChooseRows(prisma),
    collectRows: createCollectRows(prisma, storage),
    writeFile: createWriteFile(prisma, storage),
    giveUp: createGiveUp(prisma, storage),
    sweepExports: createSweepExports(prisma, storage),
  };
}

/** Of the queue `surat`. */
export const createMailActivities = ({
  prisma,
  outgoing,
}: Pick<Dependencies, 'prisma' | 'outgoing'>): Pick<MailActivities, 'handOver'> & WebhookActivities => ({
  handOver: createHandOver(prisma, outgoing),
  callHai: createCallHai(prisma, outgoing),
});

const then =
  <Given, Result>(after: () => void, activity: (given: Given) => Promise<Result>) =>
  async (given: Given): Promise<Result> => {
    const result = await activity(given);
    after();
    return result;
  };
