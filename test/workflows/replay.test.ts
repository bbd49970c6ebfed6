/** Running tickets must continue with today's code and request what they requested before. */
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it, test } from 'vitest';
import type { Golden, History } from '../support/golden.ts';
import { goldenOf } from '../support/golden.ts';
import {
  historyFromText,
  historyToText,
  readGolden,
  readHistory,
  recordedNames,
} from '../support/history-files.ts';
import { liveAll, scenarios } from '../support/scenarios.ts';
import type { Lived } from '../support/scenarios.ts';

const bundle = () => ({ workflowBundle: { codePath: inject('workflowBundle') } });
const replay = (history: History) => Worker.runReplayHistory(bundle(), history, 'replayed');

/** A recorded history that a test may change. */
const copyOf = (name: string): History => historyFromText(historyToText(readHistory(name)));

function firstOf<T>(
  history: History,
  pick: (event: NonNullable<History['events']>[number]) => T | null | undefined,
): T {
  const [found] = (history.events ?? []).flatMap((event) => pick(event) ?? []);
  if (found === undefined) throw new Error('the history has no such event');
  return found;
}

test('every scenario is recorded', () => {
  expect(recordedNames()).toEqual(Object.keys(scenarios).toSorted());
});

describe('replay', () => {
  it('accepts every recorded history', async () => {
    const histories = recordedNames().map((workflowId) => ({ workflowId, history: readHistory(workflowId) }));
    const failed: unknown[] = [];
    let replayed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories(bundle(), histories)) {
      replayed++;
      if (error) failed.push([workflowId, error]);
    }
    expect(failed).toEqual([]);
    expect(replayed).toBe(Object.keys(scenarios).length);
  });

  it('detects a renamed activity', async () => {
    const history = copyOf('answered');
    firstOf(history, (event) => event.activityTaskScheduledEventAttributes).activityType = { name: 'other' };
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });

  it('does not detect a changed timer or input, which the golden states do', async () => {
    const history = copyOf('breached');
    firstOf(history, (event) => event.timerStartedEventAttributes).startToFireTimeout = msToTs(60_000);
    firstOf(history, (event) => event.activityTaskScheduledEventAttributes).input = { payloads: [] };
    await replay(history);
  });
});

describe("today's code", () => {
  let lived: Lived[];
  beforeAll(async () => (lived = await liveAll(bundle())), 120_000);

  test.each(Object.keys(scenarios))('runs and ends as recorded: %s', (name) => {
    const golden = lived.find((life) => life.name === name)?.golden;
    expect(golden).toEqual(readGolden(name));
  });
});

describe('golden states', () => {
  const differs = (name: string, change: (history: History) => void): boolean => {
    const history = copyOf(name);
    change(history);
    const { state, details, asked } = readGolden(name);
    const changed: Golden = goldenOf(history, state, details);
    return JSON.stringify(changed.asked) !== JSON.stringify(asked);
  };

  test.each(Object.keys(scenarios))('match the recorded history: %s', (name) => {
    expect(differs(name, () => undefined)).toBe(false);
  });

  it('detect a timer that is two minutes longer', () => {
    const change = (history: History) => {
      const timer = firstOf(history, (event) => event.timerStartedEventAttributes);
      timer.startToFireTimeout = msToTs(tsToMs(timer.startToFireTimeout) + 120_000);
    };
    expect(differs('breached', change)).toBe(true);
  });

  it("detect an activity's changed input, name, retries and time-out", () => {
    const scheduled = (history: History) =>
      firstOf(history, (event) => event.activityTaskScheduledEventAttributes);
    expect(differs('answered', (history) => (scheduled(history).input = { payloads: [] }))).toBe(true);
    expect(differs('answered', (history) => (scheduled(history).activityType = { name: 'other' }))).toBe(
      true,
    );
    expect(
      differs(
        'answered',
        (history) =>
          (scheduled(history).retryPolicy = { ...scheduled(history).retryPolicy, maximumAttempts: 3 }),
      ),
    ).toBe(true);
    const timeout = msToTs('5 seconds');
    expect(differs('answered', (history) => (scheduled(history).startToCloseTimeout = timeout))).toBe(true);
  });

  it('detect a missing search attribute', () => {
    const change = (history: History) => {
      const upserted = firstOf(history, (event) => event.upsertWorkflowSearchAttributesEventAttributes);
      delete upserted.searchAttributes?.indexedFields?.['TicketBreached'];
    };
    expect(differs('answered', change)).toBe(true);
  });

  it('and histories name no machine', () => {
    for (const name of recordedNames()) {
      const { events } = readHistory(name);
      const identities = JSON.stringify(events).match(/"identity":"[^"]*"/g) ?? [];
      expect(new Set(identities)).toEqual(new Set(['"identity":"histories"']));
    }
  });
});
