import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTicket, completeTicket, escalateTicket } from '../../tickets/act.ts';
import { ActRefused, OutcomeUnknown } from '../../tickets/desk.ts';
import { replyForHai } from '../../tickets/hai-reply.ts';
import type { HaiReplyRequest } from '../../tickets/hai-reply.ts';
import { recordTicket } from '../../tickets/record.ts';
import { threadOf } from '../../tickets/thread.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { authorOf, draftOf } from '../support/drafts.ts';
import { soon } from '../support/given.ts';

let desk: TestDesk;
beforeAll(async () => (desk = await startDesk()));
afterAll(() => desk.stop());

const record = async () => recordTicket(desk, await draftOf(desk.prisma), soon());
const kindsOf = async (reference: string) =>
  (await threadOf(desk.prisma, reference)).map((event) => event.kind);

async function act(reference: string, body = '') {
  const author = await authorOf(desk.prisma, 'KPPN-008');
  return { reference, key: randomUUID(), author, body, deadline: soon() };
}

async function escalated(): Promise<string> {
  const reference = await record();
  await escalateTicket(desk, await act(reference));
  return reference;
}

const reply = (reference: string, over: Partial<HaiReplyRequest> = {}): HaiReplyRequest => ({
  reference,
  id: randomUUID(),
  body: 'Silakan coba lagi.',
  accountId: null,
  deadline: soon(),
  ...over,
});

describe("HAI's reply", () => {
  it('is in the database when it is done, with the account that typed it', async () => {
    const reference = await escalated();
    const hai = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'hai' } });
    await replyForHai(desk, reply(reference, { accountId: hai.id }));
    expect((await threadOf(desk.prisma, reference)).at(-1)).toMatchObject({
      kind: 'HAI_REPLIED',
      author: { name: 'HAI-DJPBN', accountId: hai.id },
      body: 'Silakan coba lagi.',
    });
  });

  it('repeated, and twice at once, is one event', async () => {
    const reference = await escalated();
    const request = reply(reference);
    await Promise.all([replyForHai(desk, request), replyForHai(desk, request)]);
    await replyForHai(desk, request);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
    await completeTicket(desk, await act(reference));
    await replyForHai(desk, request);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
  });

  /** A database where something happens just before each such query. */
  const beforeReading = (model: 'ticket' | 'ticketEvent', happens: () => Promise<unknown>) => {
    let done: Promise<unknown> | null = null;
    const late = async ({ args, query }: { args: object; query: (args: object) => Promise<unknown> }) => {
      await (done ??= happens());
      return query(args);
    };
    const prisma =
      model === 'ticket'
        ? desk.prisma.$extends({ query: { ticket: { findUnique: late } } })
        : desk.prisma.$extends({ query: { ticketEvent: { findMany: late } } });
    return prisma as unknown as typeof desk.prisma;
  };

  it.each(['ticket', 'ticketEvent'] as const)(
    'recorded by the same request just before it reads %s, is not refused',
    async (model) => {
      const reference = await escalated();
      const request = reply(reference);
      const prisma = beforeReading(model, async () => {
        await replyForHai(desk, request);
        await completeTicket(desk, await act(reference));
        await desk.client.workflow.getHandle(reference).result();
      });
      await replyForHai({ ...desk, prisma }, request);
      expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
    },
  );

  it('with different ids, may come more than once', async () => {
    const reference = await escalated();
    await replyForHai(desk, reply(reference));
    await replyForHai(desk, reply(reference));
    expect((await kindsOf(reference)).filter((kind) => kind === 'HAI_REPLIED')).toHaveLength(2);
  });

  it('with a very long id, is found again', async () => {
    const reference = await escalated();
    const request = reply(reference, { id: 'x'.repeat(900) });
    await replyForHai(desk, request);
    await replyForHai(desk, request);
    expect((await kindsOf(reference)).filter((kind) => kind === 'HAI_REPLIED')).toHaveLength(1);
  });

  it.each([
    ['that waits for its KPPN', record, 'Tiket ini tidak sedang berada di HAI.', null],
    [
      'that is resolved',
      async () => {
        const reference = await record();
        await answerTicket(desk, await act(reference, 'Sudah terbit.'));
        return reference;
      },
      'Tiket ini sudah selesai.',
      'CSO 1 Pekanbaru',
    ],
  ])('to a ticket %s, is refused and leaves no trace', async (_name, make, message, by) => {
    const reference = await make();
    const before = await kindsOf(reference);
    const refused = await replyForHai(desk, reply(reference)).catch((error: unknown) => error);
    if (!(refused instanceof ActRefused)) throw new Error('not refused', { cause: refused });
    expect(refused.refusal).toMatchObject({ message, by });
    expect(await kindsOf(reference)).toEqual(before);
  });

  it('that the workflow refuses, is refused now and again', async () => {
    const reference = await escalated();
    const request = reply(reference, { body: 'x'.repeat(20_001) });
    const message = 'Balasan HAI ditolak. Isi balasan lebih dari 20000 karakter.';
    await expect(replyForHai(desk, request)).rejects.toThrow(message);
    await expect(replyForHai(desk, request)).rejects.toThrow(message);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLY_REFUSED']);
  });

  it('without a worker, is unknown at its deadline, and there once one runs', async () => {
    const reference = await escalated();
    const request = reply(reference);
    await desk.stopWorkers();
    await expect(replyForHai(desk, { ...request, deadline: Date.now() + 1000 })).rejects.toThrow(
      OutcomeUnknown,
    );
    await desk.startWorker();
    await replyForHai(desk, request);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
  });
});
