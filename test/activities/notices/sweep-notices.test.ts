import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createActivities } from '../../../activities/index.ts';
import { sweepNotices } from '../../../activities/notices/sweep-notices.ts';
import { openTicket } from '../../../domain/transition.ts';
import { createDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { draftOf, inputOfDraft } from '../../support/drafts.ts';
import { withoutNotifier } from '../../support/outgoing.ts';
import { makeStorage } from '../../support/storage.ts';

let database: TestDatabase;
let accountId: string;
let reference: string;
beforeAll(async () => {
  database = await createDatabase();
  const activities = createActivities({ ...database, ...(await makeStorage()), ...withoutNotifier() });
  const ticket = inputOfDraft(await draftOf(database.prisma));
  reference = ticket.reference;
  await activities.openTicket({ ticket, state: openTicket(ticket) });
  ({ id: accountId } = await database.prisma.account.findFirstOrThrow());
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('truncate notification, mail, mail_event, webhook_call'));

const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

/** Adds events of the ticket, numbered from 2. */
const events = (count: number) =>
  database.pool.query(
    `INSERT INTO ticket_event (reference, seq, kind, at, author, body)
     SELECT $1, seq, 'HAI_REPLIED', now(), 'HAI-DJPBN', 'Isi' FROM generate_series(2, $2::int) seq ON CONFLICT DO NOTHING`,
    [reference, count + 1],
  );

const notification = (seq: number, createdAt: Date, readAt: Date | null) =>
  database.prisma.notification.create({
    data: { accountId, reference, seq, kind: 'HAI_REPLIED', createdAt, readAt },
  });

async function mail(state: 'SENT' | 'KEPT' | 'WAITING', createdAt: Date, settledAt: Date | null) {
  const texts = { address: 'a@contoh.example.id', subject: 'S', text: 't', html: 'h' };
  const data = { id: randomUUID(), kind: 'SLA_BREACHED' as const, accountId, reference, ...texts };
  const { id } = await database.prisma.mail.create({ data: { ...data, state, createdAt, settledAt } });
  return id;
}

it('deletes notifications read 90 days ago and everything 400 days old, and nothing else', async () => {
  await events(4);
  await notification(1, ago(120), ago(91));
  await notification(2, ago(120), ago(89));
  await notification(3, ago(399), null);
  await notification(4, ago(401), null);
  const gone = [await mail('SENT', ago(402), ago(401)), await mail('KEPT', ago(401), ago(401))];
  const kept = [
    // The workflow of this one ended later than the row was written.
    await mail('SENT', ago(401), ago(399)),
    await mail('WAITING', ago(500), null),
  ];
  for (const [index, mailId] of [gone[0], kept[0]].entries())
    await database.prisma.mailEvent.create({
      data: { mailId: mailId ?? '', reference, seq: index + 1, accountId },
    });
  const calls = [ago(401), ago(399), null].map((startedAt, index) => ({
    reference,
    seq: index + 1,
    startedAt,
  }));
  await database.prisma.webhookCall.createMany({ data: calls });

  expect(await sweepNotices(database.prisma, now)).toEqual({ notifications: 2, mails: 2, calls: 1 });
  const left = await database.prisma.notification.findMany({ orderBy: { seq: 'asc' } });
  expect(left.map(({ seq }) => seq)).toEqual([2, 3]);
  const mails = await database.prisma.mail.findMany({ select: { id: true } });
  expect(mails.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  expect((await database.prisma.mailEvent.findMany()).map(({ mailId }) => mailId)).toEqual([kept[0]]);
  expect((await database.prisma.webhookCall.findMany()).map(({ seq }) => seq).toSorted()).toEqual([2, 3]);
  expect(await sweepNotices(database.prisma, now)).toEqual({ notifications: 0, mails: 0, calls: 0 });
});

it('deletes any number of rows', async () => {
  await events(2500);
  await database.pool.query(
    `INSERT INTO notification (account_id, reference, seq, kind, read_at)
     SELECT $1::uuid, $2, seq, 'HAI_REPLIED', $3::timestamptz FROM generate_series(1, 2500) seq`,
    [accountId, reference, ago(100)],
  );
  expect((await sweepNotices(database.prisma, now)).notifications).toBe(2500);
  expect(await database.prisma.notification.count()).toBe(0);
});
