import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActivities } from '../../../activities/index.ts';
import { haiAuthor } from '../../../domain/ticket.ts';
import type { Author, TicketInput, TicketState } from '../../../domain/ticket.ts';
import { move, openTicket, ring } from '../../../domain/transition.ts';
import type { EventKind } from '../../../domain/values.ts';
import type { TicketActivities } from '../../../workflows/activities.ts';
import { createDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { withoutNotifier } from '../../support/outgoing.ts';
import { makeStorage } from '../../support/storage.ts';
import { authorOf, draftOf, inputOfDraft } from '../../support/drafts.ts';

let database: TestDatabase;
let activities: TicketActivities;
let author: Author;
beforeAll(async () => {
  database = await createDatabase();
  activities = createActivities({ ...database, ...(await makeStorage()), ...withoutNotifier() });
  author = await authorOf(database.prisma, 'KPPN-008');
});
afterAll(() => database.drop());

/** Monday 2 March 2026 09.00 WIB. */
const openedAt = new Date('2026-03-02T02:00:00.000Z');
let input: TicketInput;
beforeEach(async () => void (input = inputOfDraft(await draftOf(database.prisma, { openedAt }))));

const row = () => database.prisma.ticket.findUniqueOrThrow({ where: { reference: input.reference } });
const rows = async () => {
  const where = { reference: input.reference };
  const [ticket, events, viewers] = await Promise.all([
    database.prisma.ticket.findUnique({ where }),
    database.prisma.ticketEvent.findMany({ where, orderBy: { seq: 'asc' } }),
    database.prisma.ticketViewer.findMany({ where, orderBy: { unitId: 'asc' } }),
  ]);
  return { ticket, events, viewers: viewers.map(({ unitId }) => unitId) };
};

async function open(over: Partial<TicketInput> = {}): Promise<TicketState> {
  input = { ...input, ...over };
  const state = openTicket(input);
  return { ...state, deadline: await activities.openTicket({ ticket: input, state }) };
}

const happen = (state: TicketState, kind: EventKind, at: string, by: Author = author): TicketState =>
  move(state, at, { kind, key: randomUUID(), author: by, body: 'Isi.' });

/** Records the events after `from`, as the workflow does. */
function write(state: TicketState, from: number): Promise<void> {
  const { events, ...ticket } = state;
  return activities.recordEvents({ ticket, events: events.filter((event) => event.seq > from) });
}

describe('openTicket', () => {
  it("computes the deadline by the unit's calendar and writes the whole ticket", async () => {
    const state = await open();
    expect(state.deadline).toEqual({
      warnAt: '2026-03-06T01:00:00.000Z',
      dueAt: '2026-03-09T10:00:00.000Z',
      dueDay: '2026-03-09',
      dueText: '9 Maret 2026 17.00 WIB',
    });
    const { ticket, events, viewers } = await rows();
    const { asker, subject, question, recorder } = input;
    expect(ticket).toEqual({
      reference: input.reference,
      seq: 1,
      status: 'WAITING',
      subject,
      question,
      service: 'PERBENDAHARAAN',
      method: 'OMSPAN_SATKER',
      askerType: asker.type,
      customerId: asker.customerId,
      askerName: asker.name,
      askerEmail: asker.email,
      askerAgency: asker.agency,
      satkerId: 'SATKER-527010',
      partnerKppnId: 'KPPN-008',
      handlingUnitId: 'KPPN-008',
      recorderUnitId: 'SATKER-527010',
      recorderId: recorder.accountId,
      officerName: null,
      year: 2026,
      openedAt,
      warnAt: new Date('2026-03-06T01:00:00.000Z'),
      dueAt: new Date('2026-03-09T10:00:00.000Z'),
      breachedAt: null,
      escalatedAt: null,
      haiRepliedAt: null,
      autoCompleteAt: null,
      resolvedAt: null,
      resolutionMinutes: null,
      firstResponseMinutes: null,
      haiMinutes: null,
    });
    expect(events).toEqual([
      {
        reference: input.reference,
        seq: 1,
        kind: 'RECORDED',
        at: openedAt,
        key: `record:${input.requestKey}`,
        author: recorder.name,
        unitId: recorder.unitId,
        accountId: recorder.accountId,
        officerId: null,
        body: '',
        moved: null,
      },
    ]);
    expect(viewers).toEqual(['KANWIL-04', 'KPPN-008', 'SATKER-527010']);
  });

  it('called again, changes nothing and returns the first deadline, even after a change of holidays', async () => {
    const state = await open();
    const before = await rows();
    const date = new Date('2026-03-09');
    await database.prisma.holiday.create({ data: { date, name: 'Libur baru', kind: 'LIBUR_NASIONAL' } });
    const again = await activities.openTicket({ ticket: input, state: openTicket(input) });
    await database.prisma.holiday.delete({ where: { date_province: { date, province: '' } } });
    expect(again).toEqual(state.deadline);
    expect(await rows()).toEqual(before);
  });

  it('five times at once, writes one ticket and returns one deadline', async () => {
    const state = openTicket(input);
    const deadlines = await Promise.all(
      Array.from({ length: 5 }, () => activities.openTicket({ ticket: input, state })),
    );
    expect(new Set(deadlines.map(({ dueAt }) => dueAt)).size).toBe(1);
    expect((await rows()).events).toHaveLength(1);
  });

  it('keeps a deadline that the ticket already has', async () => {
    const own = {
      warnAt: '2026-04-01T01:00:00.000Z',
      dueAt: '2026-04-02T10:00:00.000Z',
      dueDay: '2026-04-02',
      dueText: 'semula',
    };
    const given = await activities.openTicket({
      ticket: input,
      state: { ...openTicket(input), deadline: own },
    });
    expect(given).toEqual(own);
    expect(await row()).toMatchObject({ dueAt: new Date(own.dueAt), warnAt: new Date(own.warnAt) });
  });

  it('after later events, never overwrites the row with an older state', async () => {
    const opened = await open();
    await write(happen(opened, 'ANSWERED', '2026-03-03T02:00:00.000Z'), 1);
    const before = await rows();
    await activities.openTicket({ ticket: input, state: openTicket(input) });
    expect(await rows()).toEqual(before);
  });

  it('with more events than the row shows, updates the row', async () => {
    const opened = await open();
    const answered = happen(opened, 'ANSWERED', '2026-03-03T02:00:00.000Z');
    await activities.openTicket({ ticket: input, state: answered });
    expect(await row()).toMatchObject({ seq: 2, status: 'RESOLVED', resolutionMinutes: 540 });
    expect((await rows()).events).toHaveLength(2);
  });

  it('resolves Selesai in no time', async () => {
    await open({ opensAs: 'RESOLVED', answer: 'Sudah terbit.', recorder: author });
    expect(await row()).toMatchObject({ status: 'RESOLVED', resolvedAt: openedAt, resolutionMinutes: 0 });
  });

  it('makes HAI see Kirim ke HAI', async () => {
    await open({ opensAs: 'ESCALATED', recorder: author });
    expect((await rows()).viewers).toEqual(['HAI', 'KANWIL-04', 'KPPN-008', 'SATKER-527010']);
  });

  it('finishes the reservation once', async () => {
    const { reference, requestKey } = input;
    const accountId = input.recorder.accountId ?? '';
    await database.prisma.reservation.create({ data: { reference, requestKey, accountId, input: {} } });
    await open();
    const { finishedAt } = await database.prisma.reservation.findUniqueOrThrow({ where: { reference } });
    expect(finishedAt).not.toBeNull();
    await open();
    expect(await database.prisma.reservation.findUniqueOrThrow({ where: { reference } })).toMatchObject({
      finishedAt,
    });
  });

  it('leaves nothing behind when it fails', async () => {
    const state = openTicket(input);
    const viewerIds = [...input.viewerIds, 'KPPN-999'];
    await expect(activities.openTicket({ ticket: { ...input, viewerIds }, state })).rejects.toThrow();
    expect(await rows()).toEqual({ ticket: null, events: [], viewers: [] });
  });
});

describe('planCompletion', () => {
  const repliedAt = '2026-03-03T03:00:00.000Z';
  const plan = ({ reference, handlingUnitId }: TicketState, seq: number) =>
    activities.planCompletion({ reference, seq, handlingUnitId, repliedAt, notBefore: null });

  it("writes the time to the ticket's row, where it stays until the ticket is resolved", async () => {
    const escalated = happen(await open(), 'ESCALATED', '2026-03-03T02:00:00.000Z');
    const replied = happen(escalated, 'HAI_REPLIED', repliedAt, haiAuthor);
    await write(replied, 1);
    const autoCompleteAt = await plan(replied, replied.seq);
    expect(autoCompleteAt).toBe('2026-03-06T10:00:00.000Z');
    expect((await row()).autoCompleteAt).toEqual(new Date('2026-03-06T10:00:00.000Z'));
    const warned = happen({ ...replied, autoCompleteAt }, 'SLA_WARNED', '2026-03-06T01:00:00.000Z');
    await write(warned, replied.seq);
    expect((await row()).autoCompleteAt).toEqual(new Date('2026-03-06T10:00:00.000Z'));
    await write(happen(warned, 'COMPLETED', '2026-03-06T02:00:00.000Z'), warned.seq);
    expect((await row()).autoCompleteAt).toBeNull();
  });

  it('written late, does not change a row with later events', async () => {
    const escalated = happen(await open(), 'ESCALATED', '2026-03-03T02:00:00.000Z');
    const replied = happen(escalated, 'HAI_REPLIED', repliedAt, haiAuthor);
    await write(happen(replied, 'COMPLETED', '2026-03-03T04:00:00.000Z'), 1);
    await plan(replied, replied.seq);
    expect((await row()).autoCompleteAt).toBeNull();
  });
});

describe('recordEvents', () => {
  it('twice, writes each event once', async () => {
    const state = happen(await open(), 'ESCALATED', '2026-03-03T02:00:00.000Z');
    await write(state, 1);
    const before = await rows();
    expect(before.ticket).toMatchObject({ seq: 2, status: 'ESCALATED', officerName: 'CSO 1 Pekanbaru' });
    await write(state, 1);
    await write(state, 0);
    expect(await rows()).toEqual(before);
  });

  it('out of order, keeps the latest row and the whole thread', async () => {
    const escalated = happen(await open(), 'ESCALATED', '2026-03-03T02:00:00.000Z');
    const replied = happen(escalated, 'HAI_REPLIED', '2026-03-04T02:00:00.000Z', haiAuthor);
    const completed = happen(replied, 'COMPLETED', '2026-03-04T03:00:00.000Z');
    await write(completed, 3);
    await write(escalated, 1);
    await write(replied, 2);
    const { ticket, events, viewers } = await rows();
    expect(events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'RECORDED'],
      [2, 'ESCALATED'],
      [3, 'HAI_REPLIED'],
      [4, 'COMPLETED'],
    ]);
    expect(ticket).toMatchObject({
      seq: 4,
      status: 'RESOLVED',
      escalatedAt: new Date('2026-03-03T02:00:00.000Z'),
      haiRepliedAt: new Date('2026-03-04T02:00:00.000Z'),
      resolvedAt: new Date('2026-03-04T03:00:00.000Z'),
    });
    expect(viewers).toContain('HAI');
  });

  it('at the same time, leads to the latest state in any order', async () => {
    const states = [await open()];
    for (let n = 1; n <= 8; n++) {
      const kind = n === 1 ? 'ESCALATED' : 'HAI_REPLIED';
      states.push(happen(states[n - 1] as TicketState, kind, `2026-03-03T02:0${n}:00.000Z`));
    }
    const tries = states.slice(1).flatMap((state) => [write(state, state.seq - 1), write(state, 1)]);
    const outcomes = await Promise.allSettled(tries);
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(failed.map(({ reason }) => String(reason))).toEqual([]);
    const { ticket, events } = await rows();
    expect(ticket).toMatchObject({ seq: 9, haiRepliedAt: new Date('2026-03-03T02:08:00.000Z') });
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('before the ticket exists, fails and leaves nothing behind', async () => {
    const state = happen(openTicket(input), 'ANSWERED', '2026-03-03T02:00:00.000Z');
    await expect(write(state, 0)).rejects.toThrow();
    expect(await rows()).toEqual({ ticket: null, events: [], viewers: [] });
  });

  it('makes HAI see the ticket from its escalation, not earlier', async () => {
    const opened = await open();
    expect((await rows()).viewers).not.toContain('HAI');
    const escalated = happen(opened, 'ESCALATED', '2026-03-03T02:00:00.000Z');
    await write(escalated, 1);
    expect((await rows()).viewers).toEqual(['HAI', 'KANWIL-04', 'KPPN-008', 'SATKER-527010']);
  });

  it("computes a resolution's working minutes by the unit's calendar, only once", async () => {
    // From Monday 2 March 09.00 WIB: 8 hours, four whole days, and an hour and a half on Monday 9 March.
    const answered = happen(await open(), 'ANSWERED', '2026-03-09T02:30:00.000Z');
    await write(answered, 1);
    expect(await row()).toMatchObject({ resolutionMinutes: 8 * 60 + 4 * 540 + 90 });
    const date = new Date('2026-03-04');
    await database.prisma.holiday.create({ data: { date, name: 'Libur baru', kind: 'LIBUR_NASIONAL' } });
    await write(answered, 1);
    await database.prisma.holiday.delete({ where: { date_province: { date, province: '' } } });
    expect(await row()).toMatchObject({ resolutionMinutes: 8 * 60 + 4 * 540 + 90 });
  });

  it('writes alarms of the clock', async () => {
    const rung = ring(await open(), '2026-03-10T02:00:00.000Z');
    await write(rung, 1);
    expect(await row()).toMatchObject({ seq: 3, breachedAt: new Date('2026-03-09T10:00:00.000Z') });
    expect((await rows()).events.slice(1).map(({ author: by, at }) => [by, at.toISOString()])).toEqual([
      ['Sistem', '2026-03-06T01:00:00.000Z'],
      ['Sistem', '2026-03-09T10:00:00.000Z'],
    ]);
  });

  it('keeps quotes, emoji, line ends and backslashes in texts', async () => {
    const body = `Kata "ini" 'itu' \\n \\u0041 \u{1f600}\r\nBaris dua; DROP TABLE ticket;--`;
    const state = move(await open(), '2026-03-03T02:00:00.000Z', {
      kind: 'ANSWERED',
      key: 'k',
      author,
      body,
    });
    await write(state, 1);
    expect((await rows()).events[1]).toMatchObject({ body, key: 'k' });
  });
});

describe('the announcement', () => {
  it('comes after the commit and names who may see the ticket', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('LISTEN ticket');
    const heard: { reference: string; viewers: string[]; seqWhenHeard: Promise<number | undefined> }[] = [];
    client.on('notification', ({ payload }) => {
      const { reference, viewers } = JSON.parse(payload ?? '') as { reference: string; viewers: string[] };
      const found = database.prisma.ticket.findUnique({ where: { reference } });
      heard.push({ reference, viewers, seqWhenHeard: found.then((ticket) => ticket?.seq) });
    });
    const opened = await open();
    await write(happen(opened, 'ESCALATED', '2026-03-03T02:00:00.000Z'), 1);
    await expect(write({ ...opened, reference: 'HAI-101010101' }, 0)).rejects.toThrow();
    await client.query('SELECT 1');
    const { reference } = input;
    expect(heard.map(({ viewers, ...rest }) => [rest.reference, [...new Set(viewers)].toSorted()])).toEqual([
      [reference, ['KANWIL-04', 'KPPN-008', 'SATKER-527010']],
      [reference, ['HAI', 'KANWIL-04', 'KPPN-008', 'SATKER-527010']],
    ]);
    const seqs = await Promise.all(heard.map(({ seqWhenHeard }) => seqWhenHeard));
    expect(seqs[0]).toBeGreaterThanOrEqual(1);
    expect(seqs[1]).toBe(2);
    await client.end();
  });
});
