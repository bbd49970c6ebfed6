/**
 * Hands mails over and notes outcomes. Mail servers' answers stay in PostgreSQL, because they may contain addresses,
 * which no history holds.
 */
import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { log } from '../../config/log.ts';
import { handOver } from '../../mail/hand-over.ts';
import type { Delivery } from '../../mail/hand-over.ts';
import { messageOf } from '../../mail/message.ts';
import type { Outgoing } from '../../mail/outgoing.ts';
import type { Mail, PrismaClient } from '../../prisma/generated/client.ts';
import type { MailActivities, MailOutcome } from '../../workflows/notices.ts';
import { writeDigest } from './digest.ts';
import { isStillTold } from './mail-recipient.ts';

/** Hands one mail over. */
export function createHandOver(prisma: PrismaClient, outgoing: Outgoing): MailActivities['handOver'] {
  return async (id) => {
    const alive = setInterval(() => heartbeat(), 4000);
    try {
      return await handOverOnce(prisma, outgoing, id);
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      log.warn({ err: error, mail: id }, 'could not hand a mail over yet');
      throw ApplicationFailure.retryable('the database did not answer');
    } finally {
      clearInterval(alive);
    }
  };
}

async function handOverOnce(prisma: PrismaClient, outgoing: Outgoing, id: string): Promise<MailOutcome> {
  let mail = await prisma.mail.findUnique({ where: { id } });
  if (!mail) return 'DROPPED';
  if (mail.settledAt !== null) return mail.state as MailOutcome;
  // An earlier hand-over began and never reported its outcome.
  if (mail.state === 'HANDING_OVER') return 'MAYBE_SENT';
  // Rendered again for each attempt, because a mail server may be down for hours.
  if (mail.unitId !== null) mail = await writeDigest(prisma, id, outgoing.publicUrl);
  if (!mail || !(await isStillTold(prisma, mail))) return 'DROPPED';
  if (outgoing.smtpUrl === null) return 'KEPT';
  const message = await messageOf(mail, outgoing.sender);
  const delivery = await handOver(outgoing.smtpUrl, message, () => begin(prisma, mail));
  await noteReply(prisma, mail, delivery.reply);
  return outcomeOf(prisma, mail, delivery);
}

async function outcomeOf(prisma: PrismaClient, mail: Mail, delivery: Delivery): Promise<MailOutcome> {
  switch (delivery.kind) {
    case 'sent':
      return 'SENT';
    case 'unknown':
      return 'MAYBE_SENT';
    case 'addressRefused':
      return 'REFUSED';
    case 'messageRefused':
      return 'FAILED';
    case 'later':
      // The server read it and answered "later": it has not accepted it.
      await prisma.mail.updateMany({
        where: { id: mail.id, state: 'HANDING_OVER' },
        data: { state: 'WAITING' },
      });
      throw ApplicationFailure.retryable(`not handed over: ${delivery.reason}`);
  }
}

/** From here on the mail may have been sent. Only one of two simultaneous tries continues. */
async function begin(prisma: PrismaClient, { id }: Mail): Promise<void> {
  const { count } = await prisma.mail.updateMany({
    where: { id, state: 'WAITING' },
    data: { state: 'HANDING_OVER', note: null },
  });
  if (count !== 1) throw new Error(`another attempt has the mail ${id}`);
}

const longestNote = 300;

/** For the page of outgoing mail only; losing it does no harm. */
async function noteReply(prisma: PrismaClient, { id }: Mail, reply: string): Promise<void> {
  const note = reply.slice(0, longestNote);
  await prisma.mail.updateMany({ where: { id }, data: { note } }).catch((error: unknown) => {
    log.warn({ err: error, mail: id }, 'could not store what the mail server said');
  });
}

/** Stores a mail's outcome. */
export function createSettle(prisma: PrismaClient): MailActivities['settle'] {
  return async ({ id, outcome }) => {
    const mail = await prisma.mail.findUnique({ where: { id } });
    if (!mail || mail.settledAt !== null) return;
    // The time ran out while the server had it and did not answer.
    const state =
      outcome === 'FAILED' && mail.state === 'HANDING_OVER' && !mail.note ? 'MAYBE_SENT' : outcome;
    await prisma.$transaction([
      prisma.mail.update({ where: { id }, data: { state, settledAt: new Date() } }),
      ...noteAtOwner(prisma, mail, state),
    ]);
  };
}

/** Notes a refused address at its owner, if it still is the owner's, and clears the note once a mail is accepted. */
function noteAtOwner(
  prisma: PrismaClient,
  { accountId, customerId, address, note }: Mail,
  state: MailOutcome,
) {
  if (state !== 'REFUSED' && state !== 'SENT') return [];
  const data = { emailRefusal: state === 'REFUSED' ? (note ?? '') : null };
  const [account, customer] = [accountId ?? undefined, customerId ?? undefined];
  return [
    ...(account ? [prisma.account.updateMany({ where: { id: account, email: address }, data })] : []),
    ...(customer ? [prisma.customer.updateMany({ where: { id: customer, email: address }, data })] : []),
  ];
}

/** Closes a digest: a later breach begins a new one. */
export function createCloseDigest(prisma: PrismaClient): MailActivities['closeDigest'] {
  return async (id) => {
    await prisma.mail.updateMany({ where: { id, state: 'GATHERING' }, data: { state: 'WAITING' } });
  };
}
