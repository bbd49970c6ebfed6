import { renderLetter } from '../../mail/letter.ts';
import { digestLetter } from '../../mail/ticket-letter.ts';
import type { Mail, PrismaClient } from '../../prisma/generated/client.ts';
import { told } from './told.ts';

/** The text of a digest with the current state of its breaches. @returns null if there is nothing left to report */
export async function writeDigest(prisma: PrismaClient, id: string, publicUrl: string): Promise<Mail | null> {
  const breaches = await told(prisma, await stillOverdue(prisma, id));
  if (breaches.length === 0) return null;
  const reference = breaches.length === 1 ? (breaches[0]?.reference ?? null) : null;
  return prisma.mail.update({
    where: { id },
    data: { ...renderLetter(digestLetter(breaches, publicUrl)), reference },
  });
}

/** The latest breach of each open and overdue ticket, longest overdue first. */
const stillOverdue = (prisma: PrismaClient, mailId: string) =>
  prisma.$queryRaw<{ reference: string; seq: number }[]>`
    SELECT reference, max(mail_event.seq) AS seq FROM mail_event JOIN ticket USING (reference)
    WHERE mail_id = ${mailId} AND resolved_at IS NULL AND breached_at IS NOT NULL
    GROUP BY reference ORDER BY min(due_at), reference`;
