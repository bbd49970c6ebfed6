import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketState } from '../../domain/ticket.ts';
import { answerTicket, completeTicket, escalateTicket } from '../../tickets/act.ts';
import { connectTemporal } from '../../tickets/connection.ts';
import { OutcomeUnknown } from '../../tickets/desk.ts';
import { replyForHai } from '../../tickets/hai-reply.ts';
import { reconcile } from '../../tickets/reconcile.ts';
import { recordTicket } from '../../tickets/record.ts';
import { threadOf } from '../../tickets/thread.ts';
import { ticketState } from '../../workflows/messages.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { authorOf, draftOf } from '../support/drafts.ts';
import { until } from '../support/until.ts';
import { soon } from '../support/given.ts';

let desk: TestDesk;
beforeEach(async () => (desk = await startDesk()));
afterEach(() => desk.stop());

const record = async () => recordTicket(desk, await draftOf(desk.prisma), soon());
const stateOf = (reference: string): Promise<TicketState> =>
  desk.client.workflow.getHandle(reference).query(ticketState);
const kindsOf = async (reference: string) =>
  (await threadOf(desk.prisma, reference)).map((event) => event.kind);
const rowOf = (reference: string) => desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });

async function act(reference: string, body = '') {
  const author = await authorOf(desk.prisma, 'KPPN-008');
  return { reference, key: randomUUID(), author, body, deadline: soon() };
}

/** The state once the automatic completion is planned and nothing is left to do. */
const planned = (reference: string) =>
  until('the completion to be planned', async () => {
    const state = await stateOf(reference);
    return state.autoCompleteAt !== null && state;
  });

/** Escalated, answered by HAI, and idle. */
async function replied(): Promise<string> {
  const reference = await record();
  await escalateTicket(desk, await act(reference));
  const reply = { reference, id: randomUUID(), body: 'Silakan.', accountId: null, deadline: soon() };
  await replyForHai(desk, reply);
  await planned(reference);
  return reference;
}

/** Reconciles. @returns what was done and printed */
async function run(on = desk, patience = 10_000) {
  const lines: string[] = [];
  const done = await reconcile(on, (line) => void lines.push(line), patience);
  return { done, lines };
}

/** Sets the projection back to an older backup. */
async function setBack(reference: string, seq: number): Promise<void> {
  await desk.prisma.ticketEvent.deleteMany({ where: { reference, seq: { gt: seq } } });
  await desk.prisma.$executeRaw`UPDATE ticket SET seq = ${seq}, status = 'WAITING', escalated_at = NULL,
    hai_replied_at = NULL, auto_complete_at = NULL, hai_minutes = NULL, resolved_at = NULL, resolution_minutes = NULL, officer_name = NULL WHERE reference = ${reference}`;
}

/** Temporal's list lags, so wait until it shows what a test needs. */
const listed = (reference: string, status: string, seq: number) =>
  until(`${reference} in Temporal's list`, async () => {
    const query = `WorkflowId = '${reference}' AND ExecutionStatus = '${status}' AND TicketSeq = ${seq}`;
    return (await desk.client.workflow.count(query)).count > 0;
  });

const runOf = async (reference: string) => (await desk.client.workflow.getHandle(reference).describe()).runId;

const nothing = { finished: [], restarted: [], caughtUp: [], failed: [] };

describe('nothing to do', () => {
  it('does nothing, however often, and says so', async () => {
    const [waiting, escalated, resolved] = [await record(), await replied(), await record()];
    await answerTicket(desk, await act(resolved, 'Sudah terbit.'));
    await listed(waiting, 'Running', 1);
    await listed(escalated, 'Running', 3);
    await listed(resolved, 'Completed', 2);
    const everything = async () => ({
      runs: await Promise.all([waiting, escalated, resolved].map(runOf)),
      tickets: await desk.prisma.ticket.findMany({ orderBy: { reference: 'asc' } }),
      events: await desk.prisma.ticketEvent.findMany({ orderBy: [{ reference: 'asc' }, { seq: 'asc' }] }),
    });
    const before = await everything();
    for (let n = 0; n < 2; n++) {
      expect(await run()).toEqual({
        done: nothing,
        lines: ['reconciled: 0 finished, 0 restarted, 0 caught up, 0 failed'],
      });
    }
    expect(await everything()).toEqual(before);
  });
});

describe('an abandoned reservation', () => {
  /** Reserved but not started, as if the web process had died in between. */
  async function reserve(): Promise<string> {
    const client = connectTemporal({ address: '127.0.0.1:1', namespace: 'none', apiKey: null, tls: false });
    const draft = await draftOf(desk.prisma);
    await expect(recordTicket({ prisma: desk.prisma, client }, draft, Date.now() + 300)).rejects.toThrow(
      OutcomeUnknown,
    );
    await client.connection.close();
    const { reference } = await desk.prisma.reservation.findFirstOrThrow({
      where: { requestKey: draft.requestKey },
    });
    return reference;
  }

  const age = (reference: string) =>
    desk.prisma.$executeRaw`
      UPDATE reservation SET created_at = now() - interval '1 minute' WHERE reference = ${reference}`;

  it('is recorded', async () => {
    const reference = await reserve();
    await age(reference);
    const { done, lines } = await run();
    expect(done).toEqual({ ...nothing, finished: [reference] });
    expect(lines).toEqual([
      `${reference}: was reserved but not recorded; recorded now`,
      'reconciled: 1 finished, 0 restarted, 0 caught up, 0 failed',
    ]);
    expect(await kindsOf(reference)).toEqual(['RECORDED']);
    expect(await rowOf(reference)).toMatchObject({ status: 'WAITING', subject: 'SP2D belum terbit' });
    expect((await run()).done.finished).toEqual([]);
  });

  it('is left to its own request while that is in progress', async () => {
    await reserve();
    expect((await run()).done.finished).toEqual([]);
    expect(await desk.prisma.ticket.count()).toBe(0);
  });

  it('is recorded even if its workflow was terminated first', async () => {
    await desk.stopWorkers();
    const draft = await draftOf(desk.prisma);
    await expect(recordTicket(desk, draft, Date.now() + 3000)).rejects.toThrow(OutcomeUnknown);
    const { reference } = await desk.prisma.reservation.findFirstOrThrow();
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    await desk.startWorker();
    await age(reference);
    expect((await run()).done.finished).toEqual([reference]);
    expect(await kindsOf(reference)).toEqual(['RECORDED']);
  });

  it('that can never be recorded does not stop the others', async () => {
    const [broken, good] = [await reserve(), await reserve()];
    await desk.prisma.$executeRaw`
      UPDATE reservation SET input = jsonb_set(input::jsonb, '{viewerIds}', '["KPPN-999"]') WHERE reference = ${broken}`;
    await age(broken);
    await age(good);
    const { done, lines } = await run(desk, 5000);
    expect(done).toEqual({ ...nothing, finished: [good], failed: [broken] });
    expect(lines[1]).toContain(`${broken}: could not be repaired`);
    await desk.client.workflow.getHandle(broken).terminate('for the test');
  });
});

describe('a missing workflow', () => {
  it('is restarted with its events and its original deadline', async () => {
    const reference = await replied();
    const [before, row] = [await stateOf(reference), await rowOf(reference)];
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    await listed(reference, 'Terminated', 3);
    // The calendar has changed since, but the deadline must not.
    await desk.prisma.slaSetting.update({ where: { id: 1 }, data: { workingDays: 20 } });
    const { done, lines } = await run();
    expect(done).toEqual({ ...nothing, restarted: [reference] });
    expect(lines[0]).toBe(`${reference}: its workflow was missing; restarted from its events`);
    expect(await planned(reference)).toEqual(before);
    expect(await rowOf(reference)).toEqual(row);
    await completeTicket(desk, await act(reference));
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
  });

  it('is restarted after the whole Temporal server was lost, unless the ticket is resolved', async () => {
    const [open, resolved] = [await replied(), await record()];
    await answerTicket(desk, await act(resolved, 'Sudah terbit.'));
    const before = await stateOf(open);
    await desk.stopWorkers();
    const fresh = await startDesk({ over: desk });
    const { done } = await run(fresh);
    expect(done).toEqual({ ...nothing, restarted: [open] });
    const state = await fresh.client.workflow.getHandle(open).query(ticketState);
    expect({ ...state, autoCompleteAt: before.autoCompleteAt }).toEqual(before);
    await completeTicket(fresh, await act(open));
    await fresh.stop();
    expect((await rowOf(open)).status).toBe('RESOLVED');
  });

  it('keeps the events that the database did not have yet', async () => {
    const reference = await replied();
    const before = await threadOf(desk.prisma, reference);
    await desk.client.workflow.getHandle(reference).terminate('for the test');
    await setBack(reference, 1);
    await listed(reference, 'Terminated', 3);
    expect((await run()).done.restarted).toEqual([reference]);
    await until('the thread', async () => (await threadOf(desk.prisma, reference)).length === 3);
    expect(await threadOf(desk.prisma, reference)).toEqual(before);
    expect((await rowOf(reference)).status).toBe('ESCALATED');
  });
});

describe('a projection that lags', () => {
  it('catches up with its workflow', async () => {
    const reference = await replied();
    const [thread, row] = [await threadOf(desk.prisma, reference), await rowOf(reference)];
    await listed(reference, 'Running', 3);
    await setBack(reference, 1);
    const { done, lines } = await run();
    expect(done).toEqual({ ...nothing, caughtUp: [reference] });
    expect(lines[0]).toBe(`${reference}: the database lagged; updated from its workflow`);
    await until('the row', async () => (await rowOf(reference)).seq === 3);
    expect(await threadOf(desk.prisma, reference)).toEqual(thread);
    expect(await rowOf(reference)).toEqual(row);
  });

  it('of a resolved ticket catches up, and its workflow ends again', async () => {
    const reference = await record();
    await answerTicket(desk, await act(reference, 'Sudah terbit.'));
    await desk.client.workflow.getHandle(reference).result();
    const [thread, row] = [await threadOf(desk.prisma, reference), await rowOf(reference)];
    await setBack(reference, 1);
    await listed(reference, 'Completed', 2);
    expect((await run()).done.restarted).toEqual([reference]);
    await desk.client.workflow.getHandle(reference).result();
    expect(await threadOf(desk.prisma, reference)).toEqual(thread);
    expect(await rowOf(reference)).toEqual(row);
  });

  it('is written in full if the ticket is missing from the database', async () => {
    const reference = await replied();
    const row = await rowOf(reference);
    await listed(reference, 'Running', 3);
    await desk.prisma.ticketEvent.deleteMany({ where: { reference } });
    await desk.prisma.ticketViewer.deleteMany({ where: { reference } });
    await desk.prisma.ticket.delete({ where: { reference } });
    expect((await run()).done.caughtUp).toEqual([reference]);
    await until('the row', () => desk.prisma.ticket.findUnique({ where: { reference } }));
    expect(await rowOf(reference)).toEqual(row);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
    expect(await desk.prisma.ticketViewer.count({ where: { reference, unitId: 'HAI' } })).toBe(1);
  });
});

describe('a workflow that lags behind the database', () => {
  it('is restarted from the database, as after a restored Temporal', async () => {
    const reference = await record();
    const { runId } = await desk.client.workflow.getHandle(reference).describe();
    const author = await authorOf(desk.prisma, 'KPPN-008');
    const at = new Date();
    await desk.prisma.ticketEvent.create({
      data: {
        reference,
        seq: 2,
        kind: 'ESCALATED',
        at,
        key: 'later',
        author: author.name,
        unitId: author.unitId,
        accountId: author.accountId,
        officerId: author.officerId,
        body: '',
      },
    });
    const escalated = { seq: 2, status: 'ESCALATED', escalatedAt: at } as const;
    await desk.prisma.ticket.update({ where: { reference }, data: escalated });
    expect((await run()).done.restarted).toEqual([reference]);
    expect(await runOf(reference)).not.toBe(runId);
    expect(await stateOf(reference)).toMatchObject({
      status: 'ESCALATED',
      seq: 2,
      officerName: 'CSO 1 Pekanbaru',
    });
  });
});

it('two at once repair a ticket once', async () => {
  const reference = await replied();
  await desk.client.workflow.getHandle(reference).terminate('for the test');
  await listed(reference, 'Terminated', 3);
  const both = await Promise.all([run(), run()]);
  expect(both.flatMap(({ done }) => done.restarted)).toEqual([reference]);
  expect(both.flatMap(({ done }) => done.failed)).toEqual([]);
  expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
});
