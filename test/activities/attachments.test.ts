/** The statement that writes an event links its files: once, and only waiting files of the event's own account. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import type { Author, TicketInput, TicketState } from '../../domain/ticket.ts';
import { move, openTicket } from '../../domain/transition.ts';
import { threadOf } from '../../tickets/thread.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { authorOf, draftOf, inputOfDraft } from '../support/drafts.ts';
import { withoutNotifier } from '../support/outgoing.ts';
import { makeStorage } from '../support/storage.ts';

let database: TestDatabase;
let activities: TicketActivities;
let author: Author;
let input: TicketInput;
beforeAll(async () => {
  database = await createDatabase();
  activities = createActivities({ ...database, ...(await makeStorage()), ...withoutNotifier() });
  author = await authorOf(database.prisma, 'KPPN-008');
});
afterAll(() => database.drop());
beforeEach(async () => void (input = inputOfDraft(await draftOf(database.prisma))));

/** A waiting file of the account. @returns its id */
async function file(accountId: string | null): Promise<string> {
  const data = { accountId: accountId ?? '', name: 'a.pdf', kind: 'PDF' as const, size: 1, sha256: '' };
  return (await database.prisma.attachment.create({ data: { ...data, key: randomUUID() } })).id;
}

const linkOf = async (id: string) => {
  const { reference, seq } = await database.prisma.attachment.findUniqueOrThrow({ where: { id } });
  return [reference, seq];
};

async function open(attachments: string[]): Promise<TicketState> {
  const ticket = { ...input, attachments };
  const state = openTicket(ticket);
  return { ...state, deadline: await activities.openTicket({ ticket, state }) };
}

function answer(state: TicketState, attachments: string[]): TicketState {
  return move(state, new Date().toISOString(), {
    kind: 'ANSWERED',
    key: 'j',
    author,
    body: 'Ya.',
    attachments,
  });
}

function write(state: TicketState): Promise<void> {
  const { events, ...ticket } = state;
  return activities.recordEvents({ ticket, events });
}

it('links files to the recording and to an act, however often they are written', async () => {
  const [question, reply] = [await file(input.recorder.accountId), await file(author.accountId)];
  const state = await open([question]);
  expect(await linkOf(question)).toEqual([input.reference, 1]);
  await activities.openTicket({ ticket: { ...input, attachments: [question] }, state });
  const answered = answer(state, [reply]);
  await write(answered);
  await write(answered);
  await activities.openTicket({ ticket: { ...input, attachments: [question] }, state: answered });
  expect(await linkOf(question)).toEqual([input.reference, 1]);
  expect(await linkOf(reply)).toEqual([input.reference, 2]);
});

it('names files in the thread from which a lost workflow restarts', async () => {
  const ids = [await file(input.recorder.accountId), await file(input.recorder.accountId)];
  const { events } = await open(ids);
  const [recorded] = await threadOf(database.prisma, input.reference);
  expect({ ...recorded, attachments: recorded?.attachments?.toSorted() }).toEqual({
    ...events[0],
    attachments: ids.toSorted(),
  });
});

it("never links another account's file, nor one that already has an event", async () => {
  const foreign = await file(author.accountId);
  const taken = await file(input.recorder.accountId);
  await open([taken]);
  const first = input.reference;
  input = inputOfDraft(await draftOf(database.prisma));
  await open([foreign, taken, randomUUID()]);
  expect(await linkOf(foreign)).toEqual([null, null]);
  expect(await linkOf(taken)).toEqual([first, 1]);
  const [recorded] = await threadOf(database.prisma, input.reference);
  expect(recorded).not.toHaveProperty('attachments');
});

it('the database refuses half a link, and a link to nothing', async () => {
  const id = await file(author.accountId);
  const link = (data: { reference?: string; seq?: number }) =>
    database.prisma.attachment.update({ where: { id }, data });
  await expect(link({ reference: input.reference })).rejects.toThrow('attachment_event_check');
  await expect(link({ seq: 1 })).rejects.toThrow('attachment_event_check');
  await expect(link({ reference: input.reference, seq: 1 })).rejects.toThrow('attachment_reference_seq_fkey');
});
