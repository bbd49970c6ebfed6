import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTicket, completeTicket, escalateTicket } from '../../tickets/act.ts';
import type { ActRequest } from '../../tickets/act.ts';
import { ActRefused, OutcomeUnknown } from '../../tickets/desk.ts';
import { replyForHai } from '../../tickets/hai-reply.ts';
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
const thread = async (reference: string) =>
  (await threadOf(desk.prisma, reference)).map(({ seq, kind, author, body }) => [
    seq,
    kind,
    author.name,
    body,
  ]);

async function act(reference: string, body = '', officerName = 'CSO 1 Pekanbaru'): Promise<ActRequest> {
  const officer = await desk.prisma.officer.findFirstOrThrow({ where: { name: officerName } });
  const author = {
    ...(await authorOf(desk.prisma, 'KPPN-008')),
    name: officer.name,
    officerId: officer.id,
  };
  return { reference, key: randomUUID(), author, body, deadline: soon() };
}

const refusalOf = async (asked: Promise<void>) => {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ActRefused)) throw new Error('not refused', { cause: error });
  return error.refusal;
};

const reply = (reference: string) =>
  replyForHai(desk, { reference, id: randomUUID(), body: 'Silakan.', accountId: null, deadline: soon() });

describe('an act', () => {
  it('has no known outcome if its ticket lost the workflow, whatever the ticket waits for', async () => {
    const reference = await record();
    await escalateTicket(desk, await act(reference, 'Mohon bantuan.'));
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    await expect(completeTicket(desk, await act(reference))).rejects.toThrow(OutcomeUnknown);
    await expect(reply(reference)).rejects.toThrow(OutcomeUnknown);
  });

  it('is in the database when it is done', async () => {
    const reference = await record();
    await escalateTicket(desk, await act(reference, 'Mohon bantuan.'));
    expect((await thread(reference)).at(-1)).toEqual([
      2,
      'ESCALATED',
      'CSO 1 Pekanbaru',
      'Tiket anda telah di eskalasi ke HAI DJPBN\n\nMohon bantuan.',
    ]);
  });

  it('of escalation without a note has only the notice', async () => {
    const reference = await record();
    await escalateTicket(desk, await act(reference));
    expect((await thread(reference)).at(-1)?.[3]).toBe('Tiket anda telah di eskalasi ke HAI DJPBN');
  });

  it('repeated, twice at once, and after the end, is applied once', async () => {
    const reference = await record();
    const request = await act(reference, 'Sudah terbit.');
    await Promise.all([answerTicket(desk, request), answerTicket(desk, request)]);
    await answerTicket(desk, request);
    await desk.client.workflow.getHandle(reference).result();
    await answerTicket(desk, { ...request, deadline: soon() });
    expect(await thread(reference)).toHaveLength(2);
  });

  it('repeated after Temporal forgot its workflow, is found in the database', async () => {
    const reference = await record();
    const request = await act(reference, 'Sudah terbit.');
    await answerTicket(desk, request);
    const elsewhere = await startDesk({ worker: false });
    await answerTicket({ prisma: desk.prisma, client: elsewhere.client }, request);
    await elsewhere.stop();
    expect(await thread(reference)).toHaveLength(2);
  });
});

describe('two officers at once', () => {
  it('one wins, the other learns who', async () => {
    const reference = await record();
    const outcomes = await Promise.allSettled([
      answerTicket(desk, await act(reference, 'Jawaban CSO.', 'CSO 1 Pekanbaru')),
      answerTicket(desk, await act(reference, 'Jawaban SSO.', 'SSO 1 Pekanbaru')),
    ]);
    const [lost, ...others] = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(others).toEqual([]);
    if (!(lost instanceof ActRefused)) throw new Error('nobody was refused', { cause: lost });
    const [, answered, ...more] = await threadOf(desk.prisma, reference);
    expect(more).toEqual([]);
    expect(lost.refusal).toEqual({
      message: 'Tiket ini sudah selesai.',
      by: answered?.author.name,
      at: answered?.at,
    });
  });
});

describe('a refused act', () => {
  it('completes a ticket that was not escalated', async () => {
    const reference = await record();
    expect(await refusalOf(completeTicket(desk, await act(reference)))).toEqual({
      message: 'Tiket ini belum dikirim ke HAI.',
      by: null,
      at: null,
    });
    expect(await thread(reference)).toHaveLength(1);
  });

  it('completes a ticket that HAI has not answered, then answers it', async () => {
    const reference = await record();
    await escalateTicket(desk, await act(reference));
    expect(await refusalOf(completeTicket(desk, await act(reference)))).toMatchObject({
      message: 'HAI belum membalas tiket ini, jadi belum dapat diselesaikan.',
      by: 'CSO 1 Pekanbaru',
    });
    await reply(reference);
    expect(await refusalOf(answerTicket(desk, await act(reference, 'Sudah.')))).toMatchObject({
      message: 'Tiket ini sudah dikirim ke HAI.',
      by: 'HAI-DJPBN',
    });
    await completeTicket(desk, await act(reference));
    expect((await thread(reference)).map(([, kind]) => kind)).toEqual([
      'RECORDED',
      'ESCALATED',
      'HAI_REPLIED',
      'COMPLETED',
    ]);
  });

  it('after the end, names who ended it', async () => {
    const reference = await record();
    await answerTicket(desk, await act(reference, 'Sudah terbit.'));
    await desk.client.workflow.getHandle(reference).result();
    const [, answered] = await threadOf(desk.prisma, reference);
    for (const perform of [answerTicket, escalateTicket, completeTicket]) {
      expect(await refusalOf(perform(desk, await act(reference, 'Terlambat.')))).toEqual({
        message: 'Tiket ini sudah selesai.',
        by: 'CSO 1 Pekanbaru',
        at: answered?.at,
      });
    }
  });
});

describe('without a worker', () => {
  it('has an unknown outcome, and the same act again is applied once', async () => {
    const reference = await record();
    const request = await act(reference, 'Sudah terbit.');
    await desk.stopWorkers();
    await expect(answerTicket(desk, { ...request, deadline: Date.now() + 1500 })).rejects.toThrow(
      OutcomeUnknown,
    );
    await desk.startWorker();
    await answerTicket(desk, { ...request, deadline: soon() });
    expect(await thread(reference)).toHaveLength(2);
  });
});

it('on a ticket without a workflow, has an unknown outcome', async () => {
  const request = await act('HAI-101010101', 'Isi.');
  await expect(answerTicket(desk, request)).rejects.toThrow(OutcomeUnknown);
});
