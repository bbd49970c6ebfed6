import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createMailActivities } from '../../../activities/index.ts';
import { moveDeadline } from '../../../domain/moved-deadline.ts';
import { systemAuthor } from '../../../domain/ticket.ts';
import type { Author, Deadline, TicketState } from '../../../domain/ticket.ts';
import { move, openTicket } from '../../../domain/transition.ts';
import type { EventKind } from '../../../domain/values.ts';
import { draftOf, inputOfDraft } from '../../support/drafts.ts';
import { withoutNotifier } from '../../support/outgoing.ts';
import { startTelling } from './given.ts';
import type { Telling } from './given.ts';

let database: Telling['database'];
let activities: Telling['activities'];
let tell: Telling['tell'];
let officer: Author;
beforeAll(async () => {
  ({ database, activities, tell, officer } = await startTelling());
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('truncate outbox, notification, mail, mail_event'));

const now = (): string => new Date().toISOString();
const ahead: Deadline = {
  warnAt: '2099-03-05T01:00:00.000Z',
  dueAt: '2099-03-06T10:00:00.000Z',
  dueDay: '2099-03-06',
  dueText: '6 Maret 2099 17.00 WIB',
};

/** Writes the state's last event, as the workflow does. */
async function record(state: TicketState): Promise<TicketState> {
  const { events, ...ticket } = state;
  await activities.recordEvents({ ticket, events: events.slice(-1) });
  return state;
}

const happen = (state: TicketState, kind: EventKind, author: Author): Promise<TicketState> =>
  record(move(state, now(), { kind, key: null, author, body: 'Isi.' }));

const breach = (state: TicketState) => happen(state, 'SLA_BREACHED', systemAuthor);
const answered = (state: TicketState) => happen(state, 'ANSWERED', officer);
const moved = (state: TicketState) =>
  record(moveDeadline(state, now(), ahead, { key: 'kalender:1', why: 'Libur' }));

async function breached(subject: string): Promise<TicketState> {
  const ticket = inputOfDraft(await draftOf(database.prisma, { subject }));
  const state = openTicket(ticket);
  return breach({ ...state, deadline: await activities.openTicket({ ticket, state }) });
}

/** The digest of KPPN 008 after its quarter of an hour. */
async function handedOver() {
  const { prisma } = database;
  const where = { kind: 'SLA_BREACHED', account: { username: 'kppn-008' } } as const;
  const { id } = await prisma.mail.findFirstOrThrow({ where });
  await activities.closeDigest(id);
  const { handOver } = createMailActivities({ prisma, outgoing: withoutNotifier().outgoing });
  await activities.settle({ id, outcome: await handOver(id) });
  return prisma.mail.findUniqueOrThrow({ where: { id } });
}

it('a digest names each ticket that is overdue when it is sent, once', async () => {
  await breach(await moved(await breached('Dua kali lewat')));
  await breached('Tetap lewat');
  const done = await breached('Sudah dijawab');
  await moved(await breached('Tidak lagi lewat'));
  while (await tell());
  await answered(done);
  const { state, subject, text } = await handedOver();
  expect([state, subject]).toEqual(['KEPT', '2 tiket KPPN PEKANBARU lewat batas waktu']);
  expect(text.match(/(?<=^HAI-.*: ).*$/gm)?.toSorted()).toEqual(['Dua kali lewat', 'Tetap lewat']);
});

it('a digest is not sent if nothing is left to report', async () => {
  const tickets = [await breached('Satu'), await breached('Dua')];
  while (await tell());
  for (const ticket of tickets) await answered(ticket);
  expect(await handedOver()).toMatchObject({ state: 'DROPPED', text: '' });
});

it('a digest of one remaining ticket reads like any other mail of that ticket', async () => {
  const [left, done] = [await breached('Yang tersisa'), await breached('Yang selesai')];
  while (await tell());
  await answered(done);
  const { reference, subject } = await handedOver();
  expect([reference, subject]).toEqual([left.reference, `[${left.reference}] Yang tersisa`]);
});
