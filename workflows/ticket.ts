/** A ticket's life (specification.md 5): recorded, answered or escalated, watched by its deadline, and resolved. */
import { allHandlersFinished, ApplicationFailure, condition, proxyActivities } from '@temporalio/workflow';
import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { storable } from '../domain/texts.ts';
import { haiAuthor } from '../domain/ticket.ts';
import type { CalendarChange, TicketEvent, TicketInput } from '../domain/ticket.ts';
import { move, nextAlarm, openTicket, refusalOf, ring } from '../domain/transition.ts';
import type { CommandKind } from '../domain/moves.ts';
import type { Refusal } from '../domain/transition.ts';
import { moveDeadline } from '../domain/moved-deadline.ts';
import { faultOf, isChange, storableAct } from './act.ts';
import type { TicketActivities } from './activities.ts';
import { answer, calendarChanged, complete, escalate, haiReply, recordAgain, recorded } from './messages.ts';
import { refused, searchAttributes, ticketState } from './messages.ts';
import type { Act, HaiReply, Receipt } from './messages.ts';
import { alarmSummary, currentDetails, recordingSummary } from './readable.ts';
import { readHaiReply } from './hai-reply.ts';

/** Retries without limit: an accepted act must reach PostgreSQL. */
const activities = proxyActivities<TicketActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** The Updates of officers' acts, with the event that each adds. */
const acts = [
  ['ANSWERED', answer],
  ['ESCALATED', escalate],
  ['COMPLETED', complete],
] as const;

/** Deterministic: the history's time, not the machine's. */
const now = (): string => new Date().toISOString();

/** Runs until the ticket is resolved and all of it is in PostgreSQL. */
export async function ticket(input: TicketInput): Promise<void> {
  let state = openTicket(input);
  /** Events up to this number are in PostgreSQL. Only the loop below writes the others, in order. */
  let recordedSeq = input.resume?.recordedSeq ?? 0;
  /** The number sent by recordAgain. It may arrive while events are being written, and takes effect after that. */
  let heldSeq = Infinity;
  /** The HAI reply for which completion was last planned. */
  let completionAskedFor: string | null = null;
  /** The latest change of the calendar, until the calendar has been asked again. */
  const calendar = { changed: input.resume?.change ?? null };

  setHandler(ticketState, () => state);
  setHandler(recorded, () => receiptOf(1));
  for (const [kind, update] of acts)
    setHandler(update, (act) => perform(kind, act), { validator: (act: Act) => guard(kind, act) });
  setHandler(calendarChanged, takeChange);
  setHandler(haiReply, takeHaiReply);
  setHandler(recordAgain, goBackTo);

  for (;;) {
    state = ring(state, now());
    recordedSeq = Math.min(recordedSeq, heldSeq);
    heldSeq = Infinity;
    setCurrentDetails(currentDetails(input, state));
    if (recordedSeq === 0) await recordOpening();
    else if (recordedSeq < state.seq) await recordPending();
    else if (state.status === 'RESOLVED') break;
    else if (calendar.changed) await followCalendar(calendar.changed);
    else if (state.haiRepliedAt !== completionAskedFor) await planCompletion();
    else await untilSomethingHappens();
  }
  await condition(allHandlersFinished);

  async function recordOpening(): Promise<void> {
    const opening = state;
    const options = { summary: recordingSummary(opening.events) };
    const deadline = await activities.openTicket.executeWithOptions(options, [
      { ticket: input, state: opening },
    ]);
    state = { ...state, deadline };
    markRecorded(opening.seq);
  }

  async function recordPending(): Promise<void> {
    const { events, ...summary } = state;
    const pending = events.filter((event) => event.seq > recordedSeq);
    const options = { summary: recordingSummary(pending) };
    await activities.recordEvents.executeWithOptions(options, [{ ticket: summary, events: pending }]);
    markRecorded(summary.seq);
  }

  function markRecorded(seq: number): void {
    recordedSeq = seq;
    upsertSearchAttributes([
      { key: searchAttributes.status, value: state.status },
      { key: searchAttributes.dueAt, value: state.deadline ? new Date(state.deadline.dueAt) : null },
      { key: searchAttributes.breached, value: state.breachedAt !== null },
      { key: searchAttributes.seq, value: seq },
    ]);
  }

  /** When a change of the calendar plans again, `notBefore` keeps the ticket from being completed in the past. */
  async function planCompletion(notBefore: string | null = null): Promise<void> {
    const repliedAt = state.haiRepliedAt;
    completionAskedFor = repliedAt;
    if (repliedAt === null) return;
    const { reference, seq, handlingUnitId } = state;
    const autoCompleteAt = await activities.planCompletion.executeWithOptions(
      { summary: 'Menghitung saat penyelesaian otomatis' },
      [{ reference, seq, handlingUnitId, repliedAt, notBefore }],
    );
    const stillAsked = state.status === 'ESCALATED' && state.haiRepliedAt === repliedAt;
    if (stillAsked) state = { ...state, autoCompleteAt };
  }

  /** Only the loop asks the calendar, once at a time, so the last answer is always the latest. */
  async function followCalendar(change: CalendarChange): Promise<void> {
    const { openedAt, handlingUnit } = input;
    const options = { summary: 'Menghitung batas waktu menurut kalender' };
    const deadline = await activities.deadlineOf.executeWithOptions(options, [{ openedAt, handlingUnit }]);
    if (calendar.changed === change) calendar.changed = null;
    state = moveDeadline(ring(state, now()), now(), deadline, change);
    if (state.haiRepliedAt !== null) await planCompletion(now());
  }

  async function untilSomethingHappens(): Promise<void> {
    const happened = (): boolean => Math.min(recordedSeq, heldSeq) < state.seq || calendar.changed !== null;
    const alarm = nextAlarm(state);
    if (!alarm) return condition(happened);
    const wait = Date.parse(alarm.at) - Date.parse(now());
    await condition(happened, wait, { summary: alarmSummary(alarm, state) });
  }

  /** Refuses before anything is written, so that the sender learns why. Synchronous, without side effects. */
  function guard(kind: CommandKind, act: Act): void {
    const fault = faultOf(kind, act);
    if (fault !== null) throw refusedBecause({ message: fault, by: null, at: null });
    if (eventOf(act)) return;
    const refusal = refusalOf(ring(state, now()), kind);
    if (refusal) throw refusedBecause(refusal);
  }

  /** The loop asks the calendar. Ignores an invalid signal: its sender cannot be told. */
  function takeChange(sent: CalendarChange): void {
    if (isChange(sent)) calendar.changed = { key: sent.key, why: storable(sent.why) };
  }

  /** The event of this act if it was sent before, in another update. */
  function eventOf({ key }: Act): TicketEvent | undefined {
    return state.events.find((event) => event.key === storable(key));
  }

  function perform(kind: CommandKind, act: Act): Promise<Receipt> {
    guard(kind, act);
    return receiptOf(eventOf(act)?.seq ?? take({ kind, ...storableAct(act) }));
  }

  function take(event: Omit<TicketEvent, 'seq' | 'at'>): number {
    state = move(ring(state, now()), now(), event);
    return state.seq;
  }

  function goBackTo(knownSeq: number): void {
    if (Number.isInteger(knownSeq) && knownSeq >= 0) heldSeq = Math.min(heldSeq, knownSeq);
  }

  async function receiptOf(seq: number): Promise<Receipt> {
    await condition(() => recordedSeq >= seq);
    return { reference: state.reference, seq };
  }

  /** A signal's sender cannot be refused, so the thread records a refusal. */
  function takeHaiReply(sent: HaiReply): void {
    const reply = readHaiReply(sent);
    if (reply.key !== null && state.events.some((event) => event.key === reply.key)) return;
    const refusal = reply.fault ?? refusalOf(ring(state, now()), 'HAI_REPLIED')?.message ?? null;
    const author = { ...haiAuthor, accountId: reply.account };
    const { key, body, attachments } = reply;
    const files = attachments ? { attachments } : {};
    if (refusal === null) take({ kind: 'HAI_REPLIED', key, author, body, ...files });
    else take({ kind: 'HAI_REPLY_REFUSED', key: reply.key, author, body: `Balasan HAI ditolak. ${refusal}` });
  }
}

const refusedBecause = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({
    message: refusal.message,
    type: refused,
    nonRetryable: true,
    details: [refusal],
  });
