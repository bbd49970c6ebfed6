import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTicket, completeTicket, escalateTicket } from '../../tickets/act.ts';
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

async function act(reference: string, body = '') {
  return {
    reference,
    key: randomUUID(),
    author: await authorOf(desk.prisma, 'KPPN-008'),
    body,
    deadline: soon(),
  };
}

it('a ticket goes from the question to the answer', async () => {
  const reference = await recordTicket(desk, await draftOf(desk.prisma), soon());
  await answerTicket(desk, await act(reference, 'SP2D terbit hari ini.'));
  const thread = await threadOf(desk.prisma, reference);
  expect(thread.map((event) => [event.seq, event.kind])).toEqual([
    [1, 'RECORDED'],
    [2, 'ANSWERED'],
  ]);
  const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  expect(ticket).toMatchObject({
    status: 'RESOLVED',
    seq: 2,
    officerName: 'CSO 1 Pekanbaru',
    resolutionMinutes: 0,
  });
  await desk.client.workflow.getHandle(reference).result();
});

it('a ticket goes through HAI', async () => {
  const reference = await recordTicket(desk, await draftOf(desk.prisma), soon());
  await escalateTicket(desk, await act(reference));
  await replyForHai(desk, {
    reference,
    id: randomUUID(),
    body: 'Silakan coba lagi.',
    accountId: null,
    deadline: soon(),
  });
  await completeTicket(desk, await act(reference));
  const thread = await threadOf(desk.prisma, reference);
  expect(thread.map((event) => event.kind)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
  expect(await desk.prisma.ticketViewer.count({ where: { reference, unitId: 'HAI' } })).toBe(1);
});
