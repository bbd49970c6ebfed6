import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Refusal } from '../../domain/transition.ts';
import { recordTicket, startOptions } from '../../tickets/record.ts';
import { threadOf } from '../../tickets/thread.ts';
import {
  answer,
  complete,
  escalate,
  haiReply,
  recordAgain,
  recorded,
  ticketState,
} from '../../workflows/messages.ts';
import type { Act, HaiReply } from '../../workflows/messages.ts';
import type { ticket } from '../../workflows/ticket.ts';
import { startDesk } from '../support/desk.ts';
import type { TestDesk } from '../support/desk.ts';
import { authorOf, draftOf, inputOfDraft } from '../support/drafts.ts';
import { until } from '../support/until.ts';
import { soon } from '../support/given.ts';

let desk: TestDesk;
beforeAll(async () => (desk = await startDesk()));
afterAll(() => desk.stop());

const handleOf = (reference: string) => desk.client.workflow.getHandle<typeof ticket>(reference);
const record = async () => recordTicket(desk, await draftOf(desk.prisma), soon());
const kindsOf = async (reference: string) =>
  (await threadOf(desk.prisma, reference)).map((event) => event.kind);

async function act(body = 'Sudah terbit.', key: string = randomUUID()): Promise<Act> {
  return { key, author: await authorOf(desk.prisma, 'KPPN-008'), body };
}

/** Sends an act with its key as the update's id, as the web does. */
const send = (reference: string, update: typeof answer, sent: Act) =>
  handleOf(reference).executeUpdate(update, { args: [sent], updateId: sent.key });

async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw new Error('not refused', { cause: error });
  if (!(error.cause instanceof ApplicationFailure)) throw error;
  expect(error.cause).toMatchObject({ type: 'Refused', nonRetryable: true });
  return error.cause.details?.[0] as Refusal;
}

async function heard(reference: string, key: string | null) {
  return until(`an event with the key ${key}`, async () =>
    (await threadOf(desk.prisma, reference)).find((event) => event.key === key),
  );
}

describe('a refused act', () => {
  it('tells its sender who acted first and when', async () => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    const [, escalation] = await threadOf(desk.prisma, reference);
    expect(await refusalOf(send(reference, answer, await act()))).toEqual({
      message: 'Tiket ini sudah dikirim ke HAI.',
      by: 'CSO 1 Pekanbaru',
      at: escalation?.at,
    });
    expect(await refusalOf(send(reference, complete, await act('')))).toMatchObject({
      message: 'HAI belum membalas tiket ini, jadi belum dapat diselesaikan.',
    });
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED']);
  });

  it('leaves nothing in the history', async () => {
    const reference = await record();
    const before = (await handleOf(reference).describe()).historyLength;
    await refusalOf(send(reference, complete, await act('')));
    expect((await handleOf(reference).describe()).historyLength).toBe(before);
  });

  test.each<[string, unknown[]]>([
    ['nothing', []],
    ['null', [null]],
    ['a number', [42]],
    ['no key', [{ author: { name: 'CSO' }, body: 'Isi.' }]],
    ['no author', [{ key: 'k', body: 'Isi.' }]],
    ['an author without ids', [{ key: 'k', author: { name: 'CSO' }, body: 'Isi.' }]],
    [
      'an invalid id',
      [
        {
          key: 'k',
          author: { name: 'CSO', unitId: null, accountId: 'x', officerId: null },
          body: 'Isi.',
        },
      ],
    ],
    [
      'a blank answer',
      [
        {
          key: 'k',
          author: { name: 'CSO', unitId: null, accountId: null, officerId: null },
          body: ' \u0000',
        },
      ],
    ],
    [
      '60,000 characters',
      [
        {
          key: 'k',
          author: { name: 'CSO', unitId: null, accountId: null, officerId: null },
          body: 'x'.repeat(60_000),
        },
      ],
    ],
  ])('may be garbage: %s', async (_name, args) => {
    const reference = await record();
    const sent = handleOf(reference).executeUpdate<unknown, [unknown]>('answer', { args: args as [unknown] });
    expect(await refusalOf(sent)).toMatchObject({ by: null, at: null });
    await send(reference, answer, await act());
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ANSWERED']);
  });
});

describe('the same act again', () => {
  it('has the first result, even after the end', async () => {
    const reference = await record();
    const sent = await act();
    const first = await send(reference, answer, sent);
    expect(first).toEqual({ reference, seq: 2 });
    expect(await send(reference, answer, sent)).toEqual(first);
    await handleOf(reference).result();
    expect(await send(reference, answer, sent)).toEqual(first);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ANSWERED']);
  });

  it('twice at once is one event', async () => {
    const reference = await record();
    const sent = await act('');
    const results = await Promise.all([send(reference, escalate, sent), send(reference, escalate, sent)]);
    expect(results).toEqual([
      { reference, seq: 2 },
      { reference, seq: 2 },
    ]);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED']);
  });

  it('is recognised by its key, even as another update', async () => {
    const reference = await record();
    const sent = await act('');
    const first = await send(reference, escalate, sent);
    const again = await handleOf(reference).executeUpdate(escalate, { args: [sent], updateId: randomUUID() });
    expect(again).toEqual(first);
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED']);
  });
});

describe('many at once', () => {
  it('eight updates: one wins, the others learn of it', async () => {
    const reference = await record();
    const outcomes = await Promise.allSettled(
      // Temporal allows ten in progress at once, including those just ending.
      Array.from({ length: 8 }, async (_none, index) =>
        send(reference, index % 2 ? answer : escalate, await act(`Nomor ${index}.`)),
      ),
    );
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(won.map(({ value }) => value)).toEqual([{ reference, seq: 2 }]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(await refusalOf(Promise.reject(outcome.reason as Error))).toMatchObject({
          by: 'CSO 1 Pekanbaru',
        });
      }
    }
    const thread = await threadOf(desk.prisma, reference);
    expect(thread.map((event) => event.seq)).toEqual([1, 2]);
  });

  it('twenty replies of HAI are numbered without a gap', async () => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    const ids = Array.from({ length: 20 }, (_none, index) => `r-${index}`);
    await Promise.all(ids.map((id) => handleOf(reference).signal(haiReply, { id, body: `Balasan ${id}.` })));
    const thread = await until('all replies', async () => {
      const known = await threadOf(desk.prisma, reference);
      return known.length === 22 && known;
    });
    expect(thread.map((event) => event.seq)).toEqual(thread.map((_event, index) => index + 1));
    expect(new Set(thread.slice(2).map((event) => event.key))).toEqual(new Set(ids.map((id) => `hai:${id}`)));
  });
});

describe("HAI's reply", () => {
  it('sent twice is one event', async () => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    const reply = { id: 'r-1', body: 'Silakan coba lagi.' };
    await handleOf(reference).signal(haiReply, reply);
    await handleOf(reference).signal(haiReply, reply);
    await heard(reference, 'hai:r-1');
    await send(reference, complete, await act(''));
    await handleOf(reference).result();
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
  });

  it('names the account that typed it', async () => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    const account = randomUUID();
    await handleOf(reference).signal(haiReply, { id: 'r-1', body: 'Silakan.', account });
    expect((await heard(reference, 'hai:r-1')).author).toEqual({
      name: 'HAI-DJPBN',
      unitId: 'HAI',
      accountId: account,
      officerId: null,
    });
  });

  it('to a ticket that is not at HAI is recorded as refused', async () => {
    const reference = await record();
    await handleOf(reference).signal(haiReply, { id: 'r-1', body: 'Terlalu dini.' });
    expect(await heard(reference, 'hai:r-1')).toMatchObject({
      kind: 'HAI_REPLY_REFUSED',
      body: 'Balasan HAI ditolak. Tiket ini tidak sedang berada di HAI.',
    });
    await send(reference, answer, await act());
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'HAI_REPLY_REFUSED', 'ANSWERED']);
  });

  test.each<[string, unknown[], string | null, string]>([
    ['nothing', [], null, 'Pesan tidak membawa id.'],
    ['a number', [42], null, 'Pesan tidak membawa id.'],
    ['null', [null], null, 'Pesan tidak membawa id.'],
    ['a list', [[1, 2]], null, 'Pesan tidak membawa id.'],
    ['no id', [{ body: 'Silakan.' }], null, 'Pesan tidak membawa id.'],
    ['an id of NULs', [{ id: '\u0000\u0000', body: 'Silakan.' }], null, 'Pesan tidak membawa id.'],
    ['an id that is a number', [{ id: 7, body: 'Silakan.' }], null, 'Pesan tidak membawa id.'],
    ['an empty body', [{ id: 'r', body: ' \n ' }], 'hai:r', 'Isi balasan kosong.'],
    ['a body that is a number', [{ id: 'r', body: 7 }], 'hai:r', 'Isi balasan kosong.'],
    [
      '30,000 characters',
      [{ id: 'r', body: 'x'.repeat(30_000) }],
      'hai:r',
      'Isi balasan lebih dari 20000 karakter.',
    ],
  ])('may be garbage: %s', async (_name, args, key, fault) => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    await handleOf(reference).signal<unknown[]>('haiReply', ...args);
    expect(await heard(reference, key)).toMatchObject({
      kind: 'HAI_REPLY_REFUSED',
      body: `Balasan HAI ditolak. ${fault}`,
    });
    await expectTakesReply(reference);
  });

  test.each<[string, HaiReply, string, string]>([
    ['NUL in its texts', { id: 'a\u0000b', body: 'Sila\u0000kan.' }, 'hai:ab', 'Silakan.'],
    ['half a surrogate pair', { id: '\ud83d', body: 'Baik \ud83d' }, 'hai:\ufffd', 'Baik \ufffd'],
    ['an invalid account', { id: 'a', body: 'Baik.', account: '-'.repeat(36) }, 'hai:a', 'Baik.'],
    [
      'an id of 1,000 characters, cut within a pair',
      { id: `${'x'.repeat(399)}\u{1f600}${'y'.repeat(600)}`, body: 'Baik.' },
      `hai:${'x'.repeat(399)}\ufffd`,
      'Baik.',
    ],
  ])('may hold what PostgreSQL cannot: %s', async (_name, reply, key, body) => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    await handleOf(reference).signal(haiReply, reply);
    expect(await heard(reference, key)).toMatchObject({ kind: 'HAI_REPLIED', body });
    await expectTakesReply(reference);
  });

  /** Nothing is stuck: the next reply is accepted, and the ticket can be completed. */
  async function expectTakesReply(reference: string): Promise<void> {
    await handleOf(reference).signal(haiReply, { id: 'next', body: 'Silakan coba lagi.' });
    await heard(reference, 'hai:next');
    await send(reference, complete, await act(''));
    await handleOf(reference).result();
    expect((await kindsOf(reference)).at(-1)).toBe('COMPLETED');
  }
});

describe('sent together with the start', () => {
  it('an answer follows the recording', async () => {
    const input = inputOfDraft(await draftOf(desk.prisma));
    const sent = await act();
    const receipt = await desk.client.workflow.executeUpdateWithStart(answer, {
      args: [sent],
      startWorkflowOperation: new WithStartWorkflowOperation<typeof ticket>('ticket', {
        ...startOptions(input),
        workflowIdConflictPolicy: 'FAIL',
      }),
    });
    expect(receipt).toEqual({ reference: input.reference, seq: 2 });
    await handleOf(input.reference).result();
    expect(await kindsOf(input.reference)).toEqual(['RECORDED', 'ANSWERED']);
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference: input.reference } });
    expect(row).toMatchObject({ status: 'RESOLVED', seq: 2, resolutionMinutes: 0 });
  });

  it('an escalation lets HAI see the ticket', async () => {
    const input = inputOfDraft(await draftOf(desk.prisma));
    const { reference } = input;
    await desk.client.workflow.executeUpdateWithStart(escalate, {
      args: [await act('')],
      startWorkflowOperation: new WithStartWorkflowOperation<typeof ticket>('ticket', {
        ...startOptions(input),
        workflowIdConflictPolicy: 'FAIL',
      }),
    });
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED']);
    expect(await desk.prisma.ticketViewer.count({ where: { reference, unitId: 'HAI' } })).toBe(1);
  });

  it('a signal follows the recording', async () => {
    const input = inputOfDraft(await draftOf(desk.prisma));
    await desk.client.workflow.signalWithStart('ticket', {
      ...startOptions(input),
      signal: haiReply,
      signalArgs: [{ id: 'early', body: 'Terlalu dini.' }],
    });
    await heard(input.reference, 'hai:early');
    expect(await kindsOf(input.reference)).toEqual(['RECORDED', 'HAI_REPLY_REFUSED']);
    expect(await handleOf(input.reference).executeUpdate(recorded)).toEqual({
      reference: input.reference,
      seq: 1,
    });
  });
});

describe('recordAgain', () => {
  /** As a restored backup would leave it. */
  async function forget(reference: string, seq: number): Promise<void> {
    await desk.prisma.ticketEvent.deleteMany({ where: { reference, seq: { gt: seq } } });
    const row = { seq, status: 'WAITING', escalatedAt: null, haiRepliedAt: null, haiMinutes: null } as const;
    await desk.prisma.ticket.update({ where: { reference }, data: { ...row, autoCompleteAt: null } });
  }

  async function replied(): Promise<string> {
    const reference = await record();
    await send(reference, escalate, await act(''));
    await handleOf(reference).signal(haiReply, { id: 'r', body: 'Silakan.' });
    await until('the plan', async () => {
      const { autoCompleteAt } = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
      return autoCompleteAt !== null;
    });
    return reference;
  }

  it('writes the later events and the row again', async () => {
    const reference = await replied();
    const before = await threadOf(desk.prisma, reference);
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    await forget(reference, 1);
    await handleOf(reference).signal(recordAgain, 1);
    await heard(reference, 'hai:r');
    expect(await threadOf(desk.prisma, reference)).toEqual(before);
    expect(await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } })).toEqual(row);
  });

  it('from 0 writes a lost ticket, which HAI still sees', async () => {
    const reference = await replied();
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    await desk.prisma.ticketEvent.deleteMany({ where: { reference } });
    await desk.prisma.ticketViewer.deleteMany({ where: { reference } });
    await desk.prisma.ticket.delete({ where: { reference } });
    await handleOf(reference).signal(recordAgain, 0);
    await heard(reference, 'hai:r');
    expect(await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } })).toEqual(row);
    expect(await desk.prisma.ticketViewer.count({ where: { reference, unitId: 'HAI' } })).toBe(1);
  });

  it('from 0 updates an existing row', async () => {
    const reference = await replied();
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    await forget(reference, 1);
    await handleOf(reference).signal(recordAgain, 0);
    await until('the row', async () => {
      const known = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
      return known.seq === 3;
    });
    expect(await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } })).toEqual(row);
  });

  test.each<[string, unknown[]]>([
    ['nothing', []],
    ['null', [null]],
    ['a word', ['tiga']],
    ['minus one', [-1]],
  ])('may be garbage: %s', async (_name, args) => {
    const reference = await record();
    await handleOf(reference).signal<unknown[]>('recordAgain', ...args);
    await send(reference, answer, await act());
    await handleOf(reference).result();
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ANSWERED']);
  });
});

describe('the end', () => {
  it('waits until every sender has its answer', async () => {
    const reference = await record();
    const sent = await act();
    const [result, receipt] = await Promise.all([
      handleOf(reference).result(),
      send(reference, answer, sent),
    ]);
    expect(result).toBeUndefined();
    expect(receipt).toEqual({ reference, seq: 2 });
    const { events } = await handleOf(reference).fetchHistory();
    const types = (events ?? []).map((event) => Object.keys(event).find((key) => /Attributes$/.test(key)));
    const ended = types.findIndex((type) => type === 'workflowExecutionCompletedEventAttributes');
    expect(types.indexOf('workflowExecutionUpdateCompletedEventAttributes')).toBeGreaterThan(0);
    expect(types.lastIndexOf('workflowExecutionUpdateCompletedEventAttributes')).toBeLessThan(ended);
  });

  it('leaves readable search attributes and details', async () => {
    const reference = await record();
    await send(reference, answer, await act());
    await handleOf(reference).result();
    const { typedSearchAttributes, raw } = await handleOf(reference).describe();
    const found = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(found).toMatchObject({
      TicketUnit: 'KPPN-008',
      TicketStatus: 'RESOLVED',
      TicketBreached: false,
      TicketSeq: 2,
      TicketDueAt: row.dueAt,
    });
    expect(JSON.stringify(raw)).not.toContain('Rina');
    expect((await handleOf(reference).query(ticketState)).status).toBe('RESOLVED');
  });
});

describe('restarted from its events', () => {
  it('keeps events and deadline, repeats recorded answers, and continues', async () => {
    const reference = await record();
    await send(reference, escalate, await act(''));
    const before = await handleOf(reference).query(ticketState);
    await handleOf(reference).terminate('for the test');
    const reservation = await desk.prisma.reservation.findUniqueOrThrow({ where: { reference } });
    const input = reservation.input as unknown as Parameters<typeof ticket>[0];
    const { events, deadline } = before;
    if (!deadline) throw new Error('no deadline');
    // Set beside the calendar's pages: no change to ask for.
    await desk.prisma.slaSetting.update({ where: { id: 1 }, data: { workingDays: 9 } });
    await desk.client.workflow.start('ticket', {
      ...startOptions({ ...input, resume: { events, deadline, recordedSeq: 1, change: null } }),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    expect(await handleOf(reference).executeUpdate(recorded)).toEqual({ reference, seq: 1 });
    expect(await handleOf(reference).query(ticketState)).toEqual(before);
    await refusalOf(send(reference, answer, await act()));
    await handleOf(reference).signal(haiReply, { id: 'r', body: 'Silakan.' });
    await heard(reference, 'hai:r');
    await send(reference, complete, await act(''));
    expect(await kindsOf(reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED']);
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(row.dueAt.toISOString()).toBe(deadline.dueAt);
    await desk.prisma.slaSetting.update({ where: { id: 1 }, data: { workingDays: 5 } });
  });

  it('recognises by its key an act that an earlier run applied', async () => {
    const reference = await record();
    const sent = await act('');
    await send(reference, escalate, sent);
    const { events, deadline } = await handleOf(reference).query(ticketState);
    if (!deadline) throw new Error('no deadline');
    await handleOf(reference).terminate('for the test');
    const reservation = await desk.prisma.reservation.findUniqueOrThrow({ where: { reference } });
    const input = reservation.input as unknown as Parameters<typeof ticket>[0];
    await desk.client.workflow.start('ticket', {
      ...startOptions({ ...input, resume: { events, deadline, recordedSeq: 2, change: null } }),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    expect(await send(reference, escalate, sent)).toEqual({ reference, seq: 2 });
  });
});
