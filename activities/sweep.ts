import { sweepOrphans, sweepWaiting } from '../attachments/sweep.ts';
import { newFor } from '../lists/unread.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { SweepActivities } from '../workflows/sweep.ts';
import { sweepNotices } from './notices/sweep-notices.ts';

const week = 7 * 86_400_000;

/** The activities that delete what is no longer needed. */
export function createSweep(prisma: PrismaClient, storage: Storage): SweepActivities {
  return {
    sweepAttachments: async () => ({
      waiting: await sweepWaiting(prisma, storage, new Date()),
      orphans: await sweepOrphans(prisma, storage, new Date()),
    }),
    sweepForms: async () => {
      const createdAt = { lt: new Date(Date.now() - week) };
      await prisma.keptForm.deleteMany({ where: { createdAt } });
      await prisma.doneRequest.deleteMany({ where: { createdAt } });
      await prisma.ticketLook.deleteMany({ where: { lookedAt: { lt: new Date(Date.now() - newFor) } } });
    },
    sweepNotices: () => sweepNotices(prisma, new Date()),
  };
}
