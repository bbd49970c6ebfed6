/** How a ticket's state changes: by commands, as the table of moves allows, and by the clock's alarms. */
import { recordingKey } from './keys.ts';
import { isMove, obstacleTo } from './moves.ts';
import type { CommandKind, Movable } from './moves.ts';
import { apply, blankTicket, systemAuthor } from './ticket.ts';
import type { Instant, TicketEvent, TicketInput, TicketState } from './ticket.ts';

export const escalationNotice = 'Tiket anda telah di eskalasi ke HAI DJPBN';

/** The event's text: the notice of specification.md 5, then the officer's note. */
export const escalationText = (note: string): string =>
  note === '' ? escalationNotice : `${escalationNotice}\n\n${note}`;

/** Why a command is refused, in words for the person who asked; `by` and `at` tell who acted first, if somebody did. */
export interface Refusal {
  message: string;
  by: string | null;
  at: Instant | null;
}

/** Null if the move is allowed. */
export function refusalOf(state: Movable & Pick<TicketState, 'events'>, kind: CommandKind): Refusal | null {
  const message = obstacleTo(kind, state);
  if (message === null) return null;
  const last = state.events.findLast((event) => isMove(event.kind));
  return { message, by: last?.author.name ?? null, at: last?.at ?? null };
}

/** The state with one more event, numbered next. The caller has checked `refusalOf`. */
export function move(state: TicketState, at: Instant, event: Omit<TicketEvent, 'seq' | 'at'>): TicketState {
  return apply(state, { ...event, seq: state.seq + 1, at });
}

/**
 * The state of a newly recorded ticket with the events of its recording: alone, with the escalation of *Kirim ke
 * HAI*, or with the answer of *Selesai*. The first event holds the files but not the question, which belongs to the
 * ticket. A restart gets the state of its recorded events.
 */
export function openTicket(input: TicketInput): TicketState {
  const blank = blankTicket(input);
  if (input.resume) return { ...input.resume.events.reduce(apply, blank), deadline: input.resume.deadline };
  const recorded = move(blank, input.openedAt, {
    kind: 'RECORDED',
    key: recordingKey(input.requestKey),
    author: input.recorder,
    body: '',
    ...(input.attachments ? { attachments: input.attachments } : {}),
  });
  switch (input.opensAs) {
    case 'WAITING':
      return recorded;
    case 'ESCALATED':
      return move(recorded, input.openedAt, {
        kind: 'ESCALATED',
        key: null,
        author: input.recorder,
        body: escalationNotice,
      });
    case 'RESOLVED':
      return move(recorded, input.openedAt, {
        kind: 'ANSWERED',
        key: null,
        author: input.recorder,
        body: input.answer ?? '',
      });
  }
}

type AlarmKind = 'SLA_WARNED' | 'SLA_BREACHED' | 'AUTO_COMPLETED';

export interface Alarm {
  kind: AlarmKind;
  at: Instant;
}

const alarmBodies: Record<AlarmKind, string> = {
  SLA_WARNED: 'Batas waktu penyelesaian tiket ini jatuh pada hari kerja berikutnya.',
  SLA_BREACHED: 'Batas waktu penyelesaian tiket ini telah lewat.',
  AUTO_COMPLETED:
    'Tiket diselesaikan secara otomatis karena tidak ada tindak lanjut petugas setelah balasan HAI-DJPBN.',
};

/** The open ticket's next alarm; null if none is left. */
export function nextAlarm(
  state: Pick<TicketState, 'status' | 'deadline' | 'warnedAt' | 'breachedAt' | 'autoCompleteAt'>,
): Alarm | null {
  if (state.status === 'RESOLVED') return null;
  const alarms: Alarm[] = [];
  if (state.deadline && !state.warnedAt) alarms.push({ kind: 'SLA_WARNED', at: state.deadline.warnAt });
  if (state.deadline && !state.breachedAt) alarms.push({ kind: 'SLA_BREACHED', at: state.deadline.dueAt });
  if (state.autoCompleteAt) alarms.push({ kind: 'AUTO_COMPLETED', at: state.autoCompleteAt });
  return alarms.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

/** The state after all alarms up to `now`. Each event has its true time, however late it is noticed. */
export function ring(state: TicketState, now: Instant): TicketState {
  const alarm = nextAlarm(state);
  if (!alarm || Date.parse(alarm.at) > Date.parse(now)) return state;
  const rung = move(state, alarm.at, {
    kind: alarm.kind,
    key: null,
    author: systemAuthor,
    body: alarmBodies[alarm.kind],
  });
  return ring(rung, now);
}
