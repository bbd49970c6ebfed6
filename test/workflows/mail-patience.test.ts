/** Mail over hours, on a time-skipping server: a mail server that is down or says "later", and digests of breaches. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { keptMail } from '../support/outgoing.ts';
import { startSkippingDesk } from '../support/skipping-desk.ts';
import type { At, SkippingDesk } from '../support/skipping-desk.ts';
import { until } from '../support/until.ts';

let server: MailServer;
let desk: SkippingDesk;
let at: At;
beforeAll(async () => {
  server = await startMailServer();
  desk = await startSkippingDesk({ ...keptMail, smtpUrl: server.url });
  at = await desk.year2026();
});
afterAll(async () => {
  await desk.stop();
  await server.close();
});
beforeEach(() => {
  server.received.length = 0;
  server.forget();
});

const hours = (count: number) => count * 3_600_000;
const later = async (milliseconds: number) => desk.goTo(await desk.now(), milliseconds);

/** A ticket with a mail only to the asker. */
async function recordedQuietly(): Promise<string> {
  await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW'] } });
  return desk.record(await desk.now());
}

const mailOf = async (reference: string) =>
  until('a mail that was tried', () =>
    desk.prisma.mail.findFirst({
      where: { reference, OR: [{ note: { not: null } }, { settledAt: { not: null } }] },
    }),
  );

const stateAfter = async (reference: string): Promise<string> =>
  until('a settled mail', async () => {
    const mail = await desk.prisma.mail.findFirst({ where: { reference, settledAt: { not: null } } });
    return mail?.state;
  });

it("a digest gathers one unit's breaches within a quarter of an hour, for each recipient", async () => {
  await desk.prisma.account.updateMany({ data: { mailUnwanted: ['NEW', 'SLA_WARNED'] } });
  const monday = at('08-10 09:00');
  await desk.goTo(monday);
  const references = [];
  for (let tickets = 0; tickets < 3; tickets++)
    references.push(await desk.record(monday, { subject: `Ke-${tickets}` }));
  const breached = (await desk.state(references[0] ?? '')).deadline?.dueAt ?? '';
  await desk.goTo(new Date(breached));
  await until('gathered breaches', async () => (await desk.prisma.mailEvent.count()) === 9);
  expect(await desk.prisma.mail.count({ where: { state: 'GATHERING' } })).toBe(3);
  await desk.goTo(new Date(breached), 20 * 60_000);
  const digests = await until('digests', async () => {
    const mails = await desk.prisma.mail.findMany({
      where: { kind: 'SLA_BREACHED' },
      include: { account: true },
    });
    return mails.every(({ state }) => state === 'SENT') ? mails : null;
  });
  expect(digests.map(({ account, subject }) => `${account?.username}: ${subject}`).toSorted()).toEqual([
    'kppn-008: 3 tiket KPPN PEKANBARU lewat batas waktu',
    'pengawas-008: 3 tiket KPPN PEKANBARU lewat batas waktu',
    'pusat: 3 tiket KPPN PEKANBARU lewat batas waktu',
  ]);
  for (const { text } of digests) for (const reference of references) expect(text).toContain(reference);
  expect(server.received.filter(({ raw }) => raw.includes('lewat batas waktu'))).toHaveLength(3);
});

it('a mail is sent once after the mail server was down for hours', async () => {
  await server.away();
  const reference = await recordedQuietly();
  expect((await mailOf(reference)).state).toBe('WAITING');
  await later(hours(5));
  expect((await mailOf(reference)).state).toBe('WAITING');
  await server.back();
  await later(hours(1));
  expect(await stateAfter(reference)).toBe('SENT');
  await later(hours(30));
  expect(server.received).toHaveLength(1);
});

it('a mail is sent after the server said "later", before and after reading it', async () => {
  server.refuse('RCPT', 450, 3);
  server.refuse('DATA', 451, 2);
  const reference = await recordedQuietly();
  await mailOf(reference);
  await later(hours(1));
  expect(await stateAfter(reference)).toBe('SENT');
  expect(server.received).toHaveLength(1);
});

it('a mail fails after a day of attempts, with the reason', async () => {
  server.refuse('MAIL', 451, 1000);
  const reference = await recordedQuietly();
  await mailOf(reference);
  await later(hours(23));
  expect((await mailOf(reference)).state).toBe('WAITING');
  await later(hours(3));
  expect(await stateAfter(reference)).toBe('FAILED');
  expect((await mailOf(reference)).note).toBe('451 As planned');
});
