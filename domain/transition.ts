/** How a ticket's state changes: by commands, as the table of moves allows, and by the clock's alarms. */
import { recordingKey, warningKey } from './keys.ts';
import { isMove, obstacleTo } from './moves.ts';
import type { CommandKind, Movable } from './moves.ts';
import { apply, blankTicket, systemAuthor } from './ticket.ts';
import type { Deadline, Instant, TicketEvent, TicketInput, TicketState } from './ticket.ts';

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

/**
 * The state with one more event, numbered next. It is never dated before the last event: an alarm that an edit of the
 * calendar moves into the past rings at the time of the edit. The caller has checked `refusalOf`.
 */
export function move(state: TicketState, at: Instant, event: Omit<TicketEvent, 'seq' | 'at'>): TicketState {
  const last = state.events.at(-1)?.at ?? at;
  const later = Date.parse(last) > Date.parse(at) ? last : at;
  return apply(state, { ...event, seq: state.seq + 1, at: later });
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

function eventOf(kind: AlarmKind, { dueDay, dueText }: Deadline): Pick<TicketEvent, 'key' | 'body'> {
  switch (kind) {
    case 'SLA_WARNED':
      return {
        key: warningKey(dueDay),
        body: `Batas waktu penyelesaian tiket ini segera tiba: ${dueText}.`,
      };
    case 'SLA_BREACHED':
      return { key: null, body: `Batas waktu penyelesaian tiket ini, ${dueText}, telah lewat.` };
    case 'AUTO_COMPLETED':
      return {
        key: null,
        body: 'Tiket diselesaikan secara otomatis karena tidak ada tindak lanjut petugas setelah balasan HAI-DJPBN.',
      };
  }
}

/** The open ticket's next alarm; null if none is left. */
export function nextAlarm(
  state: Pick<TicketState, 'status' | 'deadline' | 'warnedAt' | 'breachedAt' | 'autoCompleteAt'>,
): Alarm | null {
  const { status, deadline } = state;
  if (status === 'RESOLVED' || !deadline) return null;
  const alarms: Alarm[] = [];
  if (!state.warnedAt) alarms.push({ kind: 'SLA_WARNED', at: deadline.warnAt });
  if (!state.breachedAt) alarms.push({ kind: 'SLA_BREACHED', at: deadline.dueAt });
  if (state.autoCompleteAt) alarms.push({ kind: 'AUTO_COMPLETED', at: state.autoCompleteAt });
  return alarms.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

/** The state after all alarms up to `now`. Each event has its alarm's time, however late it is noticed. */
export function ring(state: TicketState, now: Instant): TicketState {
  const alarm = nextAlarm(state);
  const { deadline } = state;
  if (!alarm || !deadline || Date.parse(alarm.at) > Date.parse(now)) return state;
  const { kind, at } = alarm;
  const rung = move(state, at, { kind, author: systemAuthor, ...eventOf(kind, deadline) });
  return ring(rung, now);
}
