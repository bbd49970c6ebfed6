import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { haiAuthor, systemAuthor } from '../../../domain/ticket.ts';
import type { Author, TicketInput, TicketState } from '../../../domain/ticket.ts';
import { move, openTicket } from '../../../domain/transition.ts';
import type { EventKind } from '../../../domain/values.ts';
import { draftOf, inputOfDraft } from '../../support/drafts.ts';
import { startTelling } from './given.ts';
import type { Telling } from './given.ts';

let database: Telling['database'];
let activities: Telling['activities'];
let tell: Telling['tell'];
let officer: Author;
beforeAll(async () => {
  ({ database, activities, tell, officer } = await startTelling());
  const { passwordHash } = await database.prisma.account.findFirstOrThrow();
  const account = { passwordHash, role: 'PENGAWAS' as const };
  await database.prisma.account.createMany({
    data: [
      { ...account, username: 'pengawas-063', displayName: 'Pengawas', unitId: 'KPPN-063' },
      { ...account, username: 'pengawas-riau', displayName: 'Pengawas', unitId: 'KANWIL-04' },
      { ...account, username: 'kppn-008-b', displayName: 'Rekan', unitId: 'KPPN-008', role: 'OPERATOR' },
      {
        ...account,
        username: 'kppn-008-lama',
        displayName: 'Lama',
        unitId: 'KPPN-008',
        role: 'OPERATOR',
        disabledAt: new Date(),
      },
    ],
  });
});
afterAll(() => database.drop());

let input: TicketInput;
beforeEach(async () => {
  await database.pool.query('truncate outbox, notification, mail, mail_event');
  input = inputOfDraft(await draftOf(database.prisma));
});

async function open(over: Partial<TicketInput> = {}): Promise<TicketState> {
  input = { ...input, ...over };
  const state = openTicket(input);
  return { ...state, deadline: await activities.openTicket({ ticket: input, state }) };
}

/** Records one more event, as the workflow does. */
async function happen(state: TicketState, kind: EventKind, author: Author): Promise<TicketState> {
  const key = author.name === systemAuthor.name ? null : randomUUID();
  const next = move(state, new Date().toISOString(), { kind, key, author, body: 'Isi.' });
  const { events, ...ticket } = next;
  await activities.recordEvents({ ticket, events: events.slice(-1) });
  return next;
}

/** The ticket's notifications as "username: kind", in the order of their numbers. */
async function told(): Promise<string[]> {
  const rows = await database.prisma.notification.findMany({
    where: { reference: input.reference },
    include: { account: true },
    orderBy: [{ seq: 'asc' }, { account: { username: 'asc' } }],
  });
  return rows.map(({ account, kind }) => `${account.username}: ${kind}`);
}

async function tellAll(): Promise<void> {
  while (await tell());
}

describe('notifies', () => {
  it('the handling unit of a new ticket, but not the account that recorded it', async () => {
    await open();
    await tellAll();
    expect(await told()).toEqual(['kppn-008: NEW', 'kppn-008-b: NEW']);
  });

  it('the satker of a ticket that its KPPN recorded for it', async () => {
    await open({ recorder: officer });
    await tellAll();
    expect(await told()).toEqual(['kppn-008-b: NEW', 'satker-527010: RECORDED']);
  });

  it('HAI of an escalation, then the unit and the satker of the reply and of the completion', async () => {
    let state = await happen(await open(), 'ESCALATED', officer);
    state = await happen(state, 'HAI_REPLIED', haiAuthor);
    await happen(state, 'COMPLETED', officer);
    await tellAll();
    expect((await told()).slice(2)).toEqual([
      'hai: ESCALATED',
      'kppn-008: HAI_REPLIED',
      'kppn-008-b: HAI_REPLIED',
      'satker-527010: HAI_REPLIED',
      'satker-527010: COMPLETED',
    ]);
  });

  it('only HAI of a ticket that goes straight to HAI', async () => {
    await open({ opensAs: 'ESCALATED', recorder: officer });
    await tellAll();
    expect(await told()).toEqual(['satker-527010: RECORDED', 'hai: ESCALATED']);
  });

  it('the satker once of an answer on the spot', async () => {
    await open({ opensAs: 'RESOLVED', answer: 'Sudah.', recorder: officer });
    await tellAll();
    expect(await told()).toEqual(['satker-527010: ANSWERED']);
  });

  it('unit and pengawas of a warning, and of a breach also Kantor Pusat', async () => {
    const state = await happen(await open(), 'SLA_WARNED', systemAuthor);
    await happen(state, 'SLA_BREACHED', systemAuthor);
    await tellAll();
    expect((await told()).slice(2)).toEqual([
      'kppn-008: SLA_WARNED',
      'kppn-008-b: SLA_WARNED',
      'pengawas-008: SLA_WARNED',
      'pengawas-riau: SLA_WARNED',
      'kppn-008: SLA_BREACHED',
      'kppn-008-b: SLA_BREACHED',
      'pengawas-008: SLA_BREACHED',
      'pengawas-riau: SLA_BREACHED',
      'pusat: SLA_BREACHED',
    ]);
  });
});

describe('notifies nobody twice', () => {
  it('when a retry or reconcile writes the same events again', async () => {
    const state = await open();
    await tellAll();
    const before = await told();
    await activities.openTicket({ ticket: input, state: openTicket(input) });
    const { events, ...ticket } = state;
    await activities.recordEvents({ ticket, events });
    expect(await database.prisma.outbox.count()).toBe(0);
    await tellAll();
    expect(await told()).toEqual(before);
  });

  it('when many runs overlap', async () => {
    for (let tickets = 0; tickets < 60; tickets++) {
      input = inputOfDraft(await draftOf(database.prisma));
      await open();
    }
    await Promise.all(Array.from({ length: 5 }, tellAll));
    expect(await database.prisma.outbox.count()).toBe(0);
    expect(await database.prisma.notification.count()).toBe(120);
  });
});

it('keeps the whole outbox when it fails halfway', async () => {
  await open();
  await database.pool.query('alter table notification add constraint broken check (false) not valid');
  await expect(tell()).rejects.toThrow();
  expect(await database.prisma.outbox.count()).toBe(1);
  await database.pool.query('alter table notification drop constraint broken');
  await tellAll();
  expect(await told()).toHaveLength(2);
});

it('skips events of quiet reservations, and notifies of later ones', async () => {
  const { recorder, reference, requestKey } = input;
  const accountId = recorder.accountId ?? '';
  await database.prisma.reservation.create({
    data: { reference, accountId, requestKey, quiet: true, input: {} },
  });
  const state = await open();
  await database.prisma.reservation.update({ where: { reference }, data: { quiet: false } });
  await happen(state, 'SLA_WARNED', systemAuthor);
  await tellAll();
  expect(await told()).toEqual([
    'kppn-008: SLA_WARNED',
    'kppn-008-b: SLA_WARNED',
    'pengawas-008: SLA_WARNED',
    'pengawas-riau: SLA_WARNED',
  ]);
});
