import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../domain/calendar.ts';
import { remainingText, slaState, workingTimeText } from '../../domain/sla.ts';
import { holidays } from './calendars.ts';

const jakarta: Calendar = { zone: 'Asia/Jakarta', hours: [[480, 1020]], periods: [], holidays };
const wib = (local: string) => new Date(`${local}+07:00`);

describe('the state of an open ticket', () => {
  const open = { warnAt: wib('2026-06-12T08:00'), dueAt: wib('2026-06-15T17:00'), resolvedAt: null };

  test.each([
    ['2026-06-12T07:59:59.999', 'ON_TIME'],
    ['2026-06-12T08:00', 'DUE_SOON'],
    ['2026-06-15T16:59:59.999', 'DUE_SOON'],
    ['2026-06-15T17:00', 'OVERDUE'],
    ['2026-07-01T09:00', 'OVERDUE'],
  ])('at %s is %s', (now, state) => {
    expect(slaState(open, wib(now))).toBe(state);
  });
});

describe('the state of a resolved ticket', () => {
  const clock = { warnAt: wib('2026-06-12T08:00'), dueAt: wib('2026-06-15T17:00') };
  const muchLater = wib('2027-01-01T00:00');

  test.each([
    ['2026-06-10T09:00', 'ON_TIME'],
    ['2026-06-15T16:59:59.999', 'ON_TIME'],
    ['2026-06-15T17:00', 'OVERDUE'],
    ['2026-06-16T09:00', 'OVERDUE'],
  ])('resolved at %s is %s for ever', (resolved, state) => {
    expect(slaState({ ...clock, resolvedAt: wib(resolved) }, muchLater)).toBe(state);
  });
});

test.each([
  [0, 'kurang dari 1 menit'],
  [1, '1 menit'],
  [45, '45 menit'],
  [60, '1 jam'],
  [200, '3 jam 20 menit'],
  [539, '8 jam 59 menit'],
  [540, '1 hari'],
  [599, '1 hari'],
  [600, '1 hari 1 jam'],
  [1260, '2 hari 3 jam'],
  [1279, '2 hari 3 jam'],
])('%d working minutes read "%s"', (minutes, text) => {
  expect(workingTimeText(minutes, jakarta)).toBe(text);
});

test('a working day is as long as the service hours', () => {
  expect(workingTimeText(480, { hours: [[480, 960]] })).toBe('1 hari');
});

test.each([
  ['2026-06-11T14:00', '2026-06-15T17:00', 'sisa 2 hari 3 jam'],
  ['2026-06-13T12:00', '2026-06-15T17:00', 'sisa 1 hari'],
  ['2026-06-15T16:15', '2026-06-15T17:00', 'sisa 45 menit'],
  ['2026-06-15T16:59:30', '2026-06-15T17:00', 'sisa kurang dari 1 menit'],
  ['2026-06-15T17:00', '2026-06-15T17:00', 'lewat kurang dari 1 menit'],
  ['2026-06-15T22:00', '2026-06-15T17:00', 'lewat kurang dari 1 menit'],
  // The 16th is Tahun Baru Islam.
  ['2026-06-17T17:00', '2026-06-15T17:00', 'lewat 1 hari'],
])('at %s a ticket due %s reads "%s"', (now, due, text) => {
  expect(remainingText(wib(now), wib(due), jakarta)).toBe(text);
});
