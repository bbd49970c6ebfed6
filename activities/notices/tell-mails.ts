/** An event's mails: to the asker, and to accounts that have an address and want them. */
import { noticeOf } from '../../domain/notices.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import { renderLetter } from '../../mail/letter.ts';
import type { Outgoing } from '../../mail/outgoing.ts';
import { letterToAsker, letterToOffice } from '../../mail/ticket-letter.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { opensAs } from './told.ts';
import type { ToldEvent } from './told.ts';

type Transaction = Prisma.TransactionClient;

/** An account to notify of an event. */
export interface Informed {
  id: string;
  email: string | null;
  mailUnwanted: NoticeKind[];
  kind: NoticeKind;
}

interface Recipient {
  accountId: string | null;
  customerId: number | null;
  address: string;
  kind: NoticeKind;
}

/** Writes the mails of these events. Of recipients that share a mailbox only one gets it, first of all the asker. */
export async function writeMails(
  tx: Transaction,
  told: { event: ToldEvent; accounts: Informed[] }[],
  outgoing: Outgoing,
): Promise<void> {
  const mails = told.flatMap(({ event, accounts }) =>
    oncePerAddress([...askerOf(event), ...accounts.flatMap(recipientOf)]).map((to) => ({ to, event })),
  );
  const [breaches, others] = [mails.filter(isBreach), mails.filter((mail) => !isBreach(mail))];
  const data = others.map(({ to, event }) => mailTo(to, event, outgoing));
  await tx.mail.createMany({ data, skipDuplicates: true });
  for (const { to, event } of breaches) await gather(tx, to, event);
}

const isBreach = ({ to }: { to: Recipient }): boolean => to.kind === 'SLA_BREACHED';

function askerOf({ kind, openedWith, customer: { id, email } }: ToldEvent): Recipient[] {
  const told = noticeOf(kind, opensAs(openedWith), 'ASKER');
  return told === null ? [] : [{ accountId: null, customerId: id, address: email, kind: told }];
}

const recipientOf = ({ id, email, kind, mailUnwanted }: Informed): Recipient[] =>
  email === null || mailUnwanted.includes(kind)
    ? []
    : [{ accountId: id, customerId: null, address: email, kind }];

function oncePerAddress(recipients: Recipient[]): Recipient[] {
  const first = new Map<string, Recipient>();
  for (const recipient of recipients) {
    const mailbox = recipient.address.toLowerCase();
    if (!first.has(mailbox)) first.set(mailbox, recipient);
  }
  return [...first.values()];
}

function mailTo(recipient: Recipient, event: ToldEvent, { publicUrl, smtpUrl }: Outgoing) {
  const { reference, seq } = event;
  const letter = recipient.customerId === null ? letterToOffice : letterToAsker;
  const end =
    smtpUrl === null ? { state: 'KEPT' as const, settledAt: new Date() } : { state: 'WAITING' as const };
  return {
    ...recipient,
    ...renderLetter(letter(event, recipient.kind, publicUrl)),
    ...end,
    id: `${reference}.${seq}.${recipient.accountId ?? 'penanya'}`,
    reference,
  };
}

/** Adds a breach to the account's next digest of the unit; the first one opens it. */
async function gather(tx: Transaction, { accountId, address }: Recipient, event: ToldEvent): Promise<void> {
  const { reference, seq, handlingUnitId } = event;
  if (accountId === null) return;
  const where = { reference_seq_accountId: { reference, seq, accountId } };
  if ((await tx.mailEvent.findUnique({ where })) !== null) return;
  const id = `rekap.${handlingUnitId}.${reference}.${seq}.${accountId}`;
  // The update changes nothing but locks the row, so that nobody closes the digest before the event is in it.
  await tx.$executeRaw`
    WITH digest AS (
      INSERT INTO mail (id, kind, state, account_id, unit_id, address, subject, text, html)
      VALUES (${id}, 'SLA_BREACHED', 'GATHERING', ${accountId}::uuid, ${handlingUnitId}, ${address}, '', '', '')
      ON CONFLICT (account_id, unit_id) WHERE state = 'GATHERING' DO UPDATE SET unit_id = EXCLUDED.unit_id RETURNING id)
    INSERT INTO mail_event (mail_id, reference, seq, account_id)
    SELECT id, ${reference}, ${seq}, ${accountId}::uuid FROM digest`;
}
