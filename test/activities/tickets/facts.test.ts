import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { factsOf } from '../../../activities/tickets/facts.ts';
import { createOpenTicket, createRecordEvents } from '../../../activities/tickets/record.ts';
import { haiAuthor } from '../../../domain/ticket.ts';
import type { Author, TicketInput, TicketState } from '../../../domain/ticket.ts';
import { move, openTicket } from '../../../domain/transition.ts';
import type { EventKind } from '../../../domain/values.ts';
import { createDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { authorOf, draftOf, inputOfDraft } from '../../support/drafts.ts';

let database: TestDatabase;
let author: Author;
beforeAll(async () => {
  database = await createDatabase();
  author = await authorOf(database.prisma, 'KPPN-008');
});
afterAll(() => database.drop());

/** Monday 2 March 2026 09.00 WIB; a service day has 540 minutes. */
const openedAt = new Date('2026-03-02T02:00:00.000Z');
let input: TicketInput;
beforeEach(async () => void (input = inputOfDraft(await draftOf(database.prisma, { openedAt }))));

const stored = () =>
  database.prisma.ticket.findUniqueOrThrow({
    where: { reference: input.reference },
    select: { resolutionMinutes: true, firstResponseMinutes: true, haiMinutes: true },
  });

async function open(over: Partial<TicketInput> = {}): Promise<TicketState> {
  input = { ...input, ...over };
  const state = openTicket(input);
  return { ...state, deadline: await createOpenTicket(database.prisma)({ ticket: input, state }) };
}

async function then(state: TicketState, kind: EventKind, at: string): Promise<TicketState> {
  const by = kind === 'HAI_REPLIED' ? haiAuthor : author;
  const next = move(state, at, { kind, key: randomUUID(), author: by, body: 'Isi.' });
  const { events, ...ticket } = next;
  await createRecordEvents(database.prisma)({ ticket, events: events.slice(-1) });
  return next;
}

it('measures an answer, which is also the first response', async () => {
  await then(await open(), 'ANSWERED', '2026-03-03T03:00:00.000Z');
  expect(await stored()).toEqual({ resolutionMinutes: 600, firstResponseMinutes: 600, haiMinutes: null });
});

it("measures the escalation, and HAI's time to its first reply, each when it happens", async () => {
  let state = await then(await open(), 'ESCALATED', '2026-03-02T04:00:00.000Z');
  expect(await stored()).toEqual({ resolutionMinutes: null, firstResponseMinutes: 120, haiMinutes: null });
  state = await then(state, 'HAI_REPLIED', '2026-03-03T04:00:00.000Z');
  expect(await stored()).toMatchObject({ firstResponseMinutes: 120, haiMinutes: 540 });
  state = await then(state, 'HAI_REPLIED', '2026-03-04T04:00:00.000Z');
  await then(state, 'COMPLETED', '2026-03-05T04:00:00.000Z');
  expect(await stored()).toEqual({ resolutionMinutes: 1740, firstResponseMinutes: 120, haiMinutes: 540 });
});

it("counts HAI's reply as the first response to a ticket sent straight to HAI", async () => {
  const state = await open({ opensAs: 'ESCALATED' });
  expect(await stored()).toMatchObject({ firstResponseMinutes: null });
  await then(state, 'HAI_REPLIED', '2026-03-02T03:00:00.000Z');
  expect(await stored()).toMatchObject({ firstResponseMinutes: 60, haiMinutes: 60 });
});

it('measures an answer on the spot as taking no time, and nothing else', async () => {
  await open({ opensAs: 'RESOLVED', answer: 'Sudah.' });
  expect(await stored()).toEqual({ resolutionMinutes: 0, firstResponseMinutes: 0, haiMinutes: null });
});

it('keeps the measurements when the calendar changes later', async () => {
  const state = await then(await open(), 'ESCALATED', '2026-03-04T04:00:00.000Z');
  const date = new Date('2026-03-03');
  await database.prisma.holiday.create({ data: { date, name: 'Libur baru', kind: 'LIBUR_NASIONAL' } });
  await then(state, 'HAI_REPLIED', '2026-03-05T04:00:00.000Z');
  await database.prisma.holiday.delete({ where: { date_province: { date, province: '' } } });
  expect(await stored()).toMatchObject({ firstResponseMinutes: 1200, haiMinutes: 540 });
});

it('does not read the calendar when there is nothing to measure', async () => {
  const nowhere = {
    handlingUnitId: 'KPPN-000',
    openedAt: input.openedAt,
    escalatedAt: null,
    resolvedAt: null,
  };
  expect(await factsOf(database.prisma, nowhere, openTicket(input).events)).toEqual({
    resolution: null,
    firstResponse: null,
    hai: null,
  });
});
