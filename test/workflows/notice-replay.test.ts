/** Notifiers and mails that run already go on with today's code. */
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, inject, it, test } from 'vitest';
import { readNoticeHistory } from '../support/history-files.ts';
import { noticeScenarios } from '../support/notice-scenarios.ts';

const bundle = () => ({ workflowBundle: { codePath: inject('workflowBundle') } });

test.each(Object.keys(noticeScenarios))('takes the recorded history %s', async (name) => {
  await Worker.runReplayHistory(bundle(), readNoticeHistory(name), name);
});

it('catches an activity by another name', async () => {
  const history = readNoticeHistory('mail-gathered');
  const activity = history.events?.find((event) => event.activityTaskScheduledEventAttributes);
  if (!activity?.activityTaskScheduledEventAttributes) throw new Error('a history without an activity');
  activity.activityTaskScheduledEventAttributes.activityType = { name: 'other' };
  await expect(Worker.runReplayHistory(bundle(), history, 'mail-gathered')).rejects.toThrow(
    DeterminismViolationError,
  );
});
