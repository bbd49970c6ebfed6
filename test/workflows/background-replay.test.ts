/** Running workflows other than the tickets' continue with today's code. */
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, inject, it, test } from 'vitest';
import { backgroundScenarios } from '../support/background-scenarios.ts';
import { readBackgroundHistory } from '../support/history-files.ts';

const bundle = () => ({ workflowBundle: { codePath: inject('workflowBundle') } });

test.each(Object.keys(backgroundScenarios))('replays the recorded history %s', async (name) => {
  await Worker.runReplayHistory(bundle(), readBackgroundHistory(name), name);
});

it('detects a renamed activity', async () => {
  const history = readBackgroundHistory('mail-gathered');
  const activity = history.events?.find((event) => event.activityTaskScheduledEventAttributes);
  if (!activity?.activityTaskScheduledEventAttributes) throw new Error('a history without an activity');
  activity.activityTaskScheduledEventAttributes.activityType = { name: 'other' };
  await expect(Worker.runReplayHistory(bundle(), history, 'mail-gathered')).rejects.toThrow(
    DeterminismViolationError,
  );
});
