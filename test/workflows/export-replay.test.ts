/** Running exports must continue with today's code and request what they requested before. */
import { Worker } from '@temporalio/worker';
import { expect, inject, it, test } from 'vitest';
import { exportAll, exportScenarios } from '../support/export-scenarios.ts';
import { askedIn } from '../support/golden.ts';
import { readHistory } from '../support/history-files.ts';

const bundle = () => ({ workflowBundle: { codePath: inject('workflowBundle') } });
const recorded = (name: string) => readHistory(`exports/${name}`);

test.each(Object.keys(exportScenarios))('replays the recorded history: %s', async (name) => {
  await Worker.runReplayHistory(bundle(), recorded(name), 'replayed');
});

it("runs the recorded activities with today's code", { timeout: 90_000 }, async () => {
  for (const { name, asked } of await exportAll(bundle()))
    expect([name, asked]).toEqual([name, askedIn(recorded(name))]);
});

it('chooses, collects each part and writes; if refused, gives up and says why', () => {
  const named = (name: string) =>
    askedIn(recorded(name)).flatMap((asked) => ('activity' in asked ? asked.activity : []));
  expect(named('exported')).toEqual(['chooseRows', 'collectRows', 'collectRows', 'collectRows', 'writeFile']);
  expect(named('export-refused')).toEqual(['chooseRows', 'giveUp']);
});
