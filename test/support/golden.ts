/** What a workflow requested, which replay does not compare. */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { temporal } from '@temporalio/proto';
import type { TicketState } from '../../domain/ticket.ts';

export type History = temporal.api.history.v1.IHistory;

type Asked =
  | { timerUntil: string; summary: string | null }
  | { activity: string; input: unknown; summary: string | null; retry: unknown; startToCloseMs: number }
  | { searchAttributes: Record<string, unknown> }
  | { completed: true };

export interface Golden {
  /** In the history's order. */
  asked: Asked[];
  /** The final answer of the query. */
  state: TicketState;
  /** What the Temporal UI shows finally. */
  details: string;
}

/** Rounds instants to minutes, because milliseconds differ between runs. */
export function goldenOf(history: History, state: TicketState, details: string): Golden {
  return { asked: askedIn(history), state: toMinutes(state) as TicketState, details };
}

/** The requests of this history's workflow, in order. */
export const askedIn = (history: History): Asked[] => (history.events ?? []).flatMap(askedBy);

function askedBy(event: temporal.api.history.v1.IHistoryEvent): Asked[] {
  const summary = event.userMetadata?.summary ? String(decode(event.userMetadata.summary)) : null;
  if (event.timerStartedEventAttributes) {
    const until = tsToMs(event.eventTime) + tsToMs(event.timerStartedEventAttributes.startToFireTimeout);
    return [{ timerUntil: new Date(Math.round(until / 60_000) * 60_000).toISOString(), summary }];
  }
  if (event.activityTaskScheduledEventAttributes) {
    const { activityType, input, retryPolicy, startToCloseTimeout } =
      event.activityTaskScheduledEventAttributes;
    const { initialInterval, backoffCoefficient, maximumInterval, maximumAttempts } = retryPolicy ?? {};
    return [
      {
        activity: activityType?.name ?? '',
        input: toMinutes((input?.payloads ?? []).map(decode)),
        summary,
        retry: {
          initialMs: tsToMs(initialInterval),
          backoffCoefficient,
          maximumMs: tsToMs(maximumInterval),
          maximumAttempts: maximumAttempts ?? 0,
        },
        startToCloseMs: tsToMs(startToCloseTimeout),
      },
    ];
  }
  if (event.upsertWorkflowSearchAttributesEventAttributes) {
    const fields = event.upsertWorkflowSearchAttributesEventAttributes.searchAttributes?.indexedFields ?? {};
    const decoded = Object.entries(fields).map(([name, payload]) => [name, decode(payload)]);
    return [{ searchAttributes: toMinutes(Object.fromEntries(decoded)) as Record<string, unknown> }];
  }
  return event.workflowExecutionCompletedEventAttributes ? [{ completed: true }] : [];
}

const decode = (payload: Payload): unknown => defaultPayloadConverter.fromPayload(payload);

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The value with each instant cut to its minute. */
function toMinutes(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' && instant.test(part) ? `${part.slice(0, 16)}:00.000Z` : part,
  );
  return JSON.parse(text);
}
