import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CommandKind } from '../../domain/moves.ts';
import { haiAuthor, systemAuthor } from '../../domain/ticket.ts';
import type { TicketState } from '../../domain/ticket.ts';
import { escalationNotice, move, nextAlarm, openTicket, refusalOf, ring } from '../../domain/transition.ts';
import { colleague, deadline, inputOf, officer, satkerAuthor } from '../support/tickets.ts';

const authors = { ANSWERED: officer, ESCALATED: officer, COMPLETED: colleague, HAI_REPLIED: haiAuthor };
const later = '2026-03-03T02:00:00.000Z';

/** The ticket after these commands, one a minute. */
function after(...kinds: CommandKind[]): TicketState {
  return kinds.reduce((state, kind, index) => {
    expect(refusalOf(state, kind)).toBeNull();
    const at = new Date(Date.parse(later) + index * 60_000).toISOString();
    return move(state, at, { kind, key: `${kind}-${index}`, author: authors[kind], body: 'Isi.' });
  }, openTicket(inputOf()));
}

const waiting = after();
const escalated = after('ESCALATED');
const replied = after('ESCALATED', 'HAI_REPLIED');
const answered = after('ANSWERED');
const completed = after('ESCALATED', 'HAI_REPLIED', 'COMPLETED');

describe('the moves of a ticket', () => {
  const [closed, atHai] = ['Tiket ini sudah selesai.', 'Tiket ini sudah dikirim ke HAI.'];
  const notAtHai = 'Tiket ini tidak sedang berada di HAI.';
  const [notSent, unanswered] = [
    'Tiket ini belum dikirim ke HAI.',
    'HAI belum membalas tiket ini, jadi belum dapat diselesaikan.',
  ];
  const cso = 'CSO 1 Pekanbaru';
  const sso = 'SSO 1 Pekanbaru';

  test.each<[string, CommandKind, TicketState, string | null, string | null]>([
    ['waiting', 'ANSWERED', waiting, null, null],
    ['waiting', 'ESCALATED', waiting, null, null],
    ['waiting', 'HAI_REPLIED', waiting, notAtHai, null],
    ['waiting', 'COMPLETED', waiting, notSent, null],
    ['escalated', 'ANSWERED', escalated, atHai, cso],
    ['escalated', 'ESCALATED', escalated, atHai, cso],
    ['escalated', 'HAI_REPLIED', escalated, null, null],
    ['escalated', 'COMPLETED', escalated, unanswered, cso],
    ['replied', 'ANSWERED', replied, atHai, 'HAI-DJPBN'],
    ['replied', 'ESCALATED', replied, atHai, 'HAI-DJPBN'],
    ['replied', 'HAI_REPLIED', replied, null, null],
    ['replied', 'COMPLETED', replied, null, null],
    ['answered', 'ANSWERED', answered, closed, cso],
    ['answered', 'ESCALATED', answered, closed, cso],
    ['answered', 'HAI_REPLIED', answered, closed, cso],
    ['answered', 'COMPLETED', answered, closed, cso],
    ['completed', 'ANSWERED', completed, closed, sso],
    ['completed', 'ESCALATED', completed, closed, sso],
    ['completed', 'HAI_REPLIED', completed, closed, sso],
    ['completed', 'COMPLETED', completed, closed, sso],
  ])('%s, asked for %s', (_name, kind, state, message, by) => {
    const at = state.events.at(-1)?.at;
    expect(refusalOf(state, kind)).toEqual(message && { message, by, at: by === null ? null : at });
  });

  it('names who acted, not the clock or a refused reply afterwards', () => {
    const warned = ring({ ...escalated, deadline }, deadline.warnAt);
    const refused = { kind: 'HAI_REPLY_REFUSED', key: 'hai:1', author: haiAuthor, body: 'Ditolak.' } as const;
    expect(refusalOf(move(warned, deadline.warnAt, refused), 'ANSWERED')).toMatchObject({
      by: cso,
      at: later,
    });
  });

  it('says Sistem if the clock completed the ticket', () => {
    const done = ring(
      { ...replied, deadline, autoCompleteAt: '2026-03-05T10:00:00.000Z' },
      '2026-03-05T10:00:00.000Z',
    );
    expect(refusalOf(done, 'COMPLETED')).toEqual({
      message: closed,
      by: 'Sistem',
      at: '2026-03-05T10:00:00.000Z',
    });
  });
});

describe('the effect of a move', () => {
  it('answers', () => {
    expect(answered).toMatchObject({
      status: 'RESOLVED',
      seq: 2,
      resolvedAt: later,
      officerName: officer.name,
    });
  });

  it('escalates and keeps the clock', () => {
    const state = move({ ...waiting, deadline }, later, {
      kind: 'ESCALATED',
      key: 'e',
      author: officer,
      body: '',
    });
    expect(state).toMatchObject({ status: 'ESCALATED', escalatedAt: later, resolvedAt: null, deadline });
  });

  it("keeps the officer's name when HAI or the clock acts", () => {
    expect(replied).toMatchObject({ status: 'ESCALATED', officerName: officer.name });
    expect(ring({ ...replied, deadline }, deadline.dueAt).officerName).toBe(officer.name);
  });

  it('completes in the name of the officer who signed last', () => {
    expect(completed).toMatchObject({ status: 'RESOLVED', seq: 4, officerName: colleague.name });
  });

  it('drops the planned completion when HAI replies again, until the calendar is asked again', () => {
    const planned = { ...replied, autoCompleteAt: '2026-03-05T10:00:00.000Z' };
    const again = move(planned, '2026-03-05T09:00:00.000Z', {
      kind: 'HAI_REPLIED',
      key: 'hai:2',
      author: haiAuthor,
      body: 'Tambahan.',
    });
    expect(again).toMatchObject({ haiRepliedAt: '2026-03-05T09:00:00.000Z', autoCompleteAt: null });
    expect(ring(again, '2026-03-05T10:00:00.000Z').status).toBe('ESCALATED');
  });
});

describe('recording', () => {
  it('waits for the handling unit', () => {
    expect(waiting).toMatchObject({ status: 'WAITING', seq: 1, officerName: null });
    expect(waiting.events).toEqual([
      {
        seq: 1,
        kind: 'RECORDED',
        at: '2026-03-02T02:00:00.000Z',
        key: 'record:recording',
        author: satkerAuthor,
        body: '',
      },
    ]);
  });

  it('escalates Kirim ke HAI at once', () => {
    const state = openTicket(inputOf({ opensAs: 'ESCALATED', recorder: officer, officerName: officer.name }));
    expect(state).toMatchObject({
      status: 'ESCALATED',
      seq: 2,
      escalatedAt: state.openedAt,
      officerName: officer.name,
    });
    expect(state.events.map(({ seq, kind, at, body }) => [seq, kind, at, body])).toEqual([
      [1, 'RECORDED', state.openedAt, ''],
      [2, 'ESCALATED', state.openedAt, escalationNotice],
    ]);
  });

  it('resolves Selesai at once with its answer', () => {
    const state = openTicket(inputOf({ opensAs: 'RESOLVED', recorder: officer, answer: 'Sudah terbit.' }));
    expect(state).toMatchObject({ status: 'RESOLVED', seq: 2, resolvedAt: state.openedAt });
    expect(state.events[1]).toMatchObject({ kind: 'ANSWERED', body: 'Sudah terbit.', author: officer });
    expect(nextAlarm({ ...state, deadline })).toBeNull();
  });

  it('restarts with the state of its events, and its deadline', () => {
    const rung = ring({ ...replied, deadline }, deadline.dueAt);
    const resume = { events: rung.events, deadline, recordedSeq: rung.seq, change: null };
    expect(openTicket(inputOf({ resume }))).toEqual(rung);
  });
});

describe('the clock', () => {
  const open: TicketState = { ...waiting, deadline };

  it('has no alarm before the calendar was asked', () => {
    expect(nextAlarm(waiting)).toBeNull();
    expect(ring(waiting, '2030-01-01T00:00:00.000Z')).toBe(waiting);
  });

  it('warns, then breaches, each from its instant on', () => {
    expect(ring(open, '2026-03-06T00:59:59.999Z')).toBe(open);
    const warned = ring(open, '2026-03-06T01:00:00.000Z');
    expect(warned).toMatchObject({ warnedAt: deadline.warnAt, breachedAt: null, seq: 2, status: 'WAITING' });
    expect(ring(warned, '2026-03-09T09:59:59.999Z')).toBe(warned);
    const breached = ring(warned, '2026-03-09T10:00:00.000Z');
    expect(breached).toMatchObject({ breachedAt: deadline.dueAt, seq: 3, status: 'WAITING' });
    expect(nextAlarm(breached)).toBeNull();
    expect(ring(breached, '2030-01-01T00:00:00.000Z')).toBe(breached);
  });

  it('if noticed late, adds both in order with their true instants', () => {
    const rung = ring(open, '2026-08-01T00:00:00.000Z');
    expect(rung.events.slice(1).map(({ seq, kind, at, author }) => [seq, kind, at, author])).toEqual([
      [2, 'SLA_WARNED', deadline.warnAt, systemAuthor],
      [3, 'SLA_BREACHED', deadline.dueAt, systemAuthor],
    ]);
  });

  it('leaves a resolved ticket alone', () => {
    const done = { ...answered, deadline };
    expect(nextAlarm(done)).toBeNull();
    expect(ring(done, '2030-01-01T00:00:00.000Z')).toBe(done);
  });

  it('continues while a ticket is at HAI', () => {
    expect(ring({ ...escalated, deadline }, deadline.dueAt).breachedAt).toBe(deadline.dueAt);
  });

  it('completes an answered escalation at its instant, then stops', () => {
    const planned = { ...replied, deadline, autoCompleteAt: '2026-03-06T10:00:00.000Z' };
    expect(ring(planned, '2026-03-06T09:59:59.999Z').status).toBe('ESCALATED');
    const done = ring(planned, '2026-08-01T00:00:00.000Z');
    expect(done).toMatchObject({
      status: 'RESOLVED',
      resolvedAt: '2026-03-06T10:00:00.000Z',
      breachedAt: null,
      autoCompleteAt: null,
      officerName: officer.name,
    });
    expect(done.events.at(-1)).toMatchObject({ kind: 'AUTO_COMPLETED', author: systemAuthor, key: null });
    expect(done.events.at(-1)?.body).toContain('otomatis');
  });

  it('rings the earliest alarm first', () => {
    const at = '2026-03-04T10:00:00.000Z';
    expect(nextAlarm(open)).toEqual({ kind: 'SLA_WARNED', at: deadline.warnAt });
    expect(nextAlarm({ ...replied, deadline, autoCompleteAt: at })).toEqual({ kind: 'AUTO_COMPLETED', at });
  });
});

const start = Date.parse('2026-03-02T02:00:00.000Z');
const fortnight = 14 * 24 * 3_600_000;
const step = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: fortnight / 4 })),
  kind: fc.constantFrom<CommandKind>('ANSWERED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED'),
  completesIn: fc.option(fc.integer({ min: 1, max: fortnight / 4 })),
});

test('any sequence of commands has no gaps, nothing after the resolution, and events in order', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.constantFrom('WAITING', 'ESCALATED'),
      (steps, opensAs) => {
        let state: TicketState = { ...openTicket(inputOf({ opensAs })), deadline };
        let time = start;
        for (const [index, { wait, kind, completesIn }] of steps.entries()) {
          time += wait;
          const now = new Date(time).toISOString();
          const before = ring(state, now);
          const refusal = refusalOf(before, kind);
          state = refusal
            ? before
            : move(before, now, { kind, key: `k-${index}`, author: authors[kind], body: 'Isi.' });
          if (before.status === 'RESOLVED') expect(state).toEqual(before);
          if (!refusal && kind === 'HAI_REPLIED' && completesIn !== null) {
            state = { ...state, autoCompleteAt: new Date(time + completesIn).toISOString() };
          }
        }
        state = ring(state, new Date(time + fortnight).toISOString());
        const kinds = state.events.map((event) => event.kind);
        const times = state.events.map((event) => event.at);
        expect(state.events.map((event) => event.seq)).toEqual(
          state.events.map((_event, index) => index + 1),
        );
        expect(state.seq).toBe(state.events.length);
        expect(times).toEqual(times.toSorted());
        const ends = kinds.filter((kind) => ['ANSWERED', 'COMPLETED', 'AUTO_COMPLETED'].includes(kind));
        expect(ends).toHaveLength(state.status === 'RESOLVED' ? 1 : 0);
        if (ends.length === 1) expect(kinds.at(-1)).toBe(ends[0]);
        for (const once of ['RECORDED', 'ESCALATED', 'SLA_WARNED', 'SLA_BREACHED'] as const) {
          expect(kinds.filter((kind) => kind === once).length).toBeLessThanOrEqual(1);
        }
        const { openedAt } = state;
        expect(state.breachedAt === null).toBe(
          (state.resolvedAt ?? openedAt) < deadline.dueAt && state.resolvedAt !== null,
        );
      },
    ),
    { numRuns: 500 },
  );
});
