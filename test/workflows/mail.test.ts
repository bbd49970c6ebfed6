/** Mail from the event to a server that accepts it, and what happens if it doesn't. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKick } from '../../activities/notices/kick.ts';
import { mailWorkflowId } from '../../workflows/notices.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { answeredTicket, repliedTicket, waitingTicket } from '../support/given.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { keptMail } from '../support/outgoing.ts';
import { until } from '../support/until.ts';

let server: MailServer;
let desk: TestDesk;
beforeAll(async () => {
  server = await startMailServer();
  desk = await startDesk({ outgoing: { ...keptMail, smtpUrl: server.url } });
});
afterAll(async () => {
  await desk.stop();
  await server.close();
});
afterEach(async () => {
  await desk.prisma.account.updateMany({ data: { mailUnwanted: [] } });
  server.received.length = 0;
  server.read = 0;
});

const asker = 'penanya@satker-527010.example.id';

/** The ticket's mails once all have ended, as "recipient: kind STATE". */
const settled = (reference: string): Promise<string[]> =>
  until('settled mails', async () => {
    if ((await desk.prisma.outbox.count({ where: { reference } })) > 0) return null;
    const mails = await desk.prisma.mail.findMany({
      where: { reference },
      include: { account: true },
      orderBy: { id: 'asc' },
    });
    if (mails.length === 0 || mails.some(({ settledAt }) => settledAt === null)) return null;
    return mails.map(({ account, kind, state }) => `${account?.username ?? 'penanya'}: ${kind} ${state}`);
  });

/** By subject, because references of the same second have the same beginning. */
const about = (reference: string) => server.received.filter(({ raw }) => raw.includes(`[${reference}]`));

it('a mail goes to the asker and to the unit', async () => {
  const reference = await answeredTicket(desk);
  expect((await settled(reference)).toSorted()).toEqual([
    'kppn-008: NEW SENT',
    'penanya: ANSWERED SENT',
    'penanya: RECORDED SENT',
    'satker-527010: ANSWERED SENT',
  ]);
  expect(
    about(reference)
      .map(({ to }) => to.join())
      .toSorted(),
  ).toEqual(['kppn-008@example.id', asker, asker, 'satker-527010@example.id']);
});

it('a mail goes to HAI, and to asker and unit when HAI has replied', async () => {
  const reference = await repliedTicket(desk);
  const mails = await settled(reference);
  expect(mails).toContain('hai: ESCALATED SENT');
  expect(mails).toContain('penanya: HAI_REPLIED SENT');
  expect(mails).toContain('kppn-008: HAI_REPLIED SENT');
});

it('a mail goes only to accounts that want it, at the address they gave', async () => {
  await desk.prisma.account.update({ where: { username: 'kppn-008' }, data: { mailUnwanted: ['NEW'] } });
  await desk.prisma.account.update({ where: { username: 'satker-527010' }, data: { email: null } });
  const reference = await answeredTicket(desk);
  expect((await settled(reference)).toSorted()).toEqual(['penanya: ANSWERED SENT', 'penanya: RECORDED SENT']);
  await desk.prisma.account.update({
    where: { username: 'satker-527010' },
    data: { email: 'satker-527010@example.id' },
  });
});

it('a mail goes once to a mailbox shared by several', async () => {
  await desk.prisma.account.update({
    where: { username: 'satker-527010' },
    data: { email: asker.toUpperCase() },
  });
  const reference = await answeredTicket(desk);
  await settled(reference);
  expect(about(reference).filter(({ to }) => to.join().toLowerCase() === asker)).toHaveLength(2);
  await desk.prisma.account.update({
    where: { username: 'satker-527010' },
    data: { email: 'satker-527010@example.id' },
  });
});

describe('an address that the server refuses for good', () => {
  const refusal = async () =>
    (await desk.prisma.customer.findUniqueOrThrow({ where: { email: asker } })).emailRefusal;

  it('is noted at the customer until a mail is accepted', async () => {
    await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW'] } });
    server.refuse('RCPT', 550);
    const refused = await waitingTicket(desk);
    expect(await settled(refused)).toEqual(['penanya: RECORDED REFUSED']);
    expect(await refusal()).toBe('550 As planned');
    const taken = await waitingTicket(desk);
    expect(await settled(taken)).toEqual(['penanya: RECORDED SENT']);
    expect(await refusal()).toBeNull();
  });
});

it('a mail is not sent again if the connection was lost after its text', async () => {
  await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW'] } });
  server.dropAfterData();
  const reference = await waitingTicket(desk);
  expect(await settled(reference)).toEqual(['penanya: RECORDED MAYBE_SENT']);
  expect([server.read, about(reference)]).toEqual([1, []]);
});

describe('nobody gets the same mail twice', () => {
  const again = async (): Promise<void> => {
    await desk.prisma.mail.updateMany({ data: { startedAt: null } });
    createKick(desk.client)();
  };

  it('when every unsettled mail is started again', async () => {
    const reference = await waitingTicket(desk);
    await settled(reference);
    await again();
    const next = await waitingTicket(desk);
    await settled(next);
    expect(about(reference)).toHaveLength(2);
  });

  it('when the database forgot its mails and writes them again', async () => {
    const reference = await waitingTicket(desk);
    const before = await settled(reference);
    await desk.prisma.mail.deleteMany({ where: { reference } });
    await desk.prisma.outbox.create({ data: { reference, seq: 1 } });
    await again();
    expect(await settled(reference)).toEqual(before);
    expect(about(reference)).toHaveLength(2);
  });

  it('when Temporal forgot the workflow of a mail during its hand-over', async () => {
    const reference = await waitingTicket(desk);
    await settled(reference);
    const address = 'lupa@example.id';
    const { id } = await desk.prisma.customer.findUniqueOrThrow({ where: { email: asker } });
    await desk.prisma.mail.create({
      data: {
        id: `${reference}.9.penanya`,
        kind: 'ANSWERED',
        state: 'HANDING_OVER',
        reference,
        customerId: id,
        address,
        subject: 'Lupa',
        text: 'Lupa',
        html: 'Lupa',
      },
    });
    await again();
    expect(await settled(reference)).toContain('penanya: ANSWERED MAYBE_SENT');
    expect(server.received.flatMap(({ to }) => to)).not.toContain(address);
  });
});

it('no mail goes to an account that may no longer see the ticket', async () => {
  await server.away();
  const reference = await waitingTicket(desk);
  // After a failed attempt its workflow waits half a minute, so it does not end before it is terminated here.
  const mail = await until('a mail that was tried', () =>
    desk.prisma.mail.findFirst({
      where: { reference, accountId: { not: null }, startedAt: { not: null }, note: { not: null } },
    }),
  );
  await desk.prisma.account.update({ where: { username: 'kppn-008' }, data: { unitId: 'KPPN-063' } });
  await server.back();
  await desk.client.workflow.getHandle(mailWorkflowId(mail.id)).terminate();
  await desk.prisma.mail.update({ where: { id: mail.id }, data: { startedAt: null } });
  createKick(desk.client)();
  await until(
    'the end',
    async () => (await desk.prisma.mail.findUniqueOrThrow({ where: { id: mail.id } })).state === 'DROPPED',
  );
  await desk.prisma.account.update({ where: { username: 'kppn-008' }, data: { unitId: 'KPPN-008' } });
});

it('a mail leaves no address, name or text in a history', async () => {
  server.refuse('RCPT', 550);
  const reference = await waitingTicket(desk, { subject: 'Rahasia benar', question: 'Sangat rahasia' });
  await settled(reference);
  const mails = await desk.prisma.mail.findMany({ where: { reference } });
  expect(mails).toHaveLength(2);
  for (const { id } of mails) {
    const { events } = await desk.client.workflow.getHandle(mailWorkflowId(id)).fetchHistory();
    const text = JSON.stringify(events, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(text).toContain(reference);
    for (const secret of ['ahasia', 'example.id', 'Rina', 'lanned']) expect(text).not.toContain(secret);
  }
});
