import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineFrom } from '../../domain/deadline.ts';
import { moveDeadline } from '../../domain/moved-deadline.ts';
import { apply, blankTicket } from '../../domain/ticket.ts';
import type { Deadline, TicketState } from '../../domain/ticket.ts';
import { nextAlarm, openTicket, ring } from '../../domain/transition.ts';
import { deadline, inputOf } from '../support/tickets.ts';

/** Due on Monday 9 March 2026 17.00 WIB. */
const open: TicketState = { ...openTicket(inputOf()), deadline };
const change = { key: 'kalender:7', why: 'Libur ditambahkan' };
const later: Deadline = {
  warnAt: '2026-03-09T01:00:00.000Z',
  dueAt: '2026-03-10T10:00:00.000Z',
  dueDay: '2026-03-10',
  dueText: '10 Maret 2026 17.00 WIB',
};
const earlier: Deadline = {
  warnAt: '2026-03-05T01:00:00.000Z',
  dueAt: '2026-03-06T10:00:00.000Z',
  dueDay: '2026-03-06',
  dueText: '6 Maret 2026 17.00 WIB',
};
const [tuesday, afterFirst, afterBoth] = [
  '2026-03-03T02:00:00.000Z',
  '2026-03-09T11:00:00.000Z',
  '2026-03-10T11:00:00.000Z',
];
const textOf = (state: TicketState) => state.events.at(-1)?.body.split('\n')[0];

describe('a deadline that moves', () => {
  it('shows old and new deadline and the reason, and has the alarms of the new one', () => {
    const moved = moveDeadline(open, tuesday, later, change);
    expect(moved.events.at(-1)).toMatchObject({
      seq: 2,
      kind: 'DEADLINE_MOVED',
      at: tuesday,
      key: 'kalender:7',
      body: 'Batas waktu bergeser dari 9 Maret 2026 17.00 WIB menjadi 10 Maret 2026 17.00 WIB.\n\nSebab: Libur ditambahkan',
      moved: { from: deadline, to: later },
    });
    expect(nextAlarm(moved)).toEqual({ kind: 'SLA_WARNED', at: later.warnAt });
  });

  it('says so when only its warning moves', () => {
    const moved = moveDeadline(open, tuesday, { ...deadline, warnAt: earlier.warnAt }, change);
    expect(textOf(moved)).toBe(
      'Batas waktu tetap 9 Maret 2026 17.00 WIB; hanya saat peringatannya yang berubah.',
    );
  });

  it('withdraws a breach only in words', () => {
    const moved = moveDeadline(ring(open, afterFirst), afterFirst, later, change);
    expect(moved.breachedAt).toBeNull();
    expect(textOf(moved)).toContain('tidak lagi lewat');
    expect(moved.events.filter(({ kind }) => kind === 'SLA_BREACHED')).toHaveLength(1);
    expect(ring(moved, afterBoth).events.filter(({ kind }) => kind === 'SLA_BREACHED')).toHaveLength(2);
  });

  it('breaches once if it is already past', () => {
    const overdue = moveDeadline(ring(open, afterBoth), afterBoth, later, change);
    expect([overdue.breachedAt, textOf(overdue)]).toEqual([
      deadline.dueAt,
      expect.stringContaining('tetap lewat'),
    ]);
    expect(nextAlarm(overdue)).toBeNull();
    const [edit, noticed] = ['2026-03-07T00:00:00.000Z', '2026-03-07T00:00:05.000Z'];
    const sudden = moveDeadline(open, edit, earlier, change);
    expect(textOf(sudden)).toContain('sudah lewat');
    const breached = ring(sudden, noticed);
    expect(breached.breachedAt).toBe(edit);
    expect(breached.events.slice(2)).toMatchObject([{ kind: 'SLA_BREACHED', at: edit }]);
    expect(textOf(breached)).toContain(earlier.dueText);
    // A deadline passes at its own instant.
    expect(textOf(moveDeadline(open, earlier.dueAt, earlier, change))).toContain('sudah lewat');
  });

  const warnings = ({ events }: TicketState) => events.filter(({ kind }) => kind === 'SLA_WARNED').length;

  it('warns once for one due day, even if only its hour moves or the day comes back', () => {
    const [first, second, third] = [
      '2026-03-06T02:00:00.000Z',
      '2026-03-06T03:00:00.000Z',
      '2026-03-06T04:00:00.000Z',
    ];
    const warned = ring(open, first);
    const hour = { ...deadline, dueAt: '2026-03-09T11:00:00.000Z', dueText: '9 Maret 2026 18.00 WIB' };
    expect(warnings(ring(moveDeadline(warned, second, hour, change), third))).toBe(1);
    const away = ring(moveDeadline(warned, second, later, change), second);
    const back = moveDeadline(away, third, deadline, { ...change, key: 'kalender:8' });
    expect([away, back].map(warnings)).toEqual([1, 1]);
    expect(nextAlarm(back)).toEqual({ kind: 'SLA_BREACHED', at: deadline.dueAt });
    expect(warnings(ring(away, afterFirst))).toBe(2);
  });

  it('warns only once if only the warning moves', () => {
    const warned = ring(open, '2026-03-06T02:00:00.000Z');
    const moved = moveDeadline(
      warned,
      '2026-03-06T03:00:00.000Z',
      { ...deadline, warnAt: '2026-03-06T00:30:00.000Z' },
      change,
    );
    expect(moved.warnedAt).toBe(warned.warnedAt);
    expect(textOf(moved)).toContain('Batas waktu tetap');
  });

  it('has the state of its recorded events', () => {
    const moved = ring(moveDeadline(ring(open, afterFirst), afterFirst, later, change), afterFirst);
    expect(moved.events.reduce(apply, blankTicket(inputOf()))).toEqual(moved);
  });
});

const monday = Date.parse('2026-03-02T02:00:00.000Z');
const hour = 3_600_000;
const dueOn = fc.record({ day: fc.integer({ min: 0, max: 9 }), at: fc.integer({ min: 9, max: 11 }) });
const edit = fc.record({ wait: fc.integer({ min: 0, max: 60 }), to: dueOn });

function deadlineOn({ day, at }: { day: number; at: number }): Deadline {
  const due = new Date(monday + (24 * day + at) * hour);
  const warn = new Date(monday + 24 * (day - 1) * hour);
  return deadlineFrom({ warnAt: warn, dueAt: due }, 'Asia/Jakarta');
}

it('after any edits, times are in order, and a due day has at most one warning', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), dueOn, (edits, first) => {
      let state: TicketState = { ...openTicket(inputOf()), deadline: deadlineOn(first) };
      let time = monday;
      for (const [index, { wait, to }] of edits.entries()) {
        time += wait * hour;
        const now = new Date(time).toISOString();
        state = ring(state, now);
        state = ring(
          moveDeadline(state, now, deadlineOn(to), { key: `kalender:${index + 1}`, why: 'x' }),
          now,
        );
        expect(state.breachedAt !== null).toBe(Date.parse(state.deadline?.dueAt ?? '') <= time);
      }
      const times = state.events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      const keys = state.events.flatMap(({ kind, key }) => (kind === 'SLA_WARNED' ? [key] : []));
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

describe('nothing moves', () => {
  const resolved = apply(open, { ...(open.events[0] ?? never()), seq: 2, kind: 'ANSWERED', body: 'Selesai' });

  it.each([
    ['to the same deadline', open, deadline],
    ['of a resolved ticket', resolved, later],
    ['before there is a deadline', { ...open, deadline: null }, later],
    ['twice for one change', moveDeadline(open, tuesday, later, change), deadline],
  ])('%s', (_, state, to) => {
    expect(moveDeadline(state, tuesday, to, change)).toBe(state);
  });
});

function never(): never {
  throw new Error('an opened ticket has an event');
}
