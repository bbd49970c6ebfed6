/**
 * `npm run histories`: runs every scenario without files with the current workflow code, and stores its history and
 * golden state here. To record one again, delete its files first (docs/decisions/0021).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { workflowsPath } from '../../worker/create.ts';
import { liveBackground } from '../support/background-scenarios.ts';
import { exportAll } from '../support/export-scenarios.ts';
import {
  backgroundHistoryFile,
  goldenFile,
  goldenToText,
  historyFile,
  historyToText,
} from '../support/history-files.ts';
import { liveAll } from '../support/scenarios.ts';

const logger = new DefaultLogger('WARN');
Runtime.install({ logger });
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });

for (const { name, history, golden } of await liveAll({ workflowBundle })) {
  keep(historyFile(name), historyToText(history));
  keep(goldenFile(name), goldenToText(golden));
}

for (const { name, history } of await liveBackground({ workflowBundle }))
  keep(backgroundHistoryFile(name), historyToText(history));
for (const { name, history } of await exportAll({ workflowBundle }))
  keep(historyFile(`exports/${name}`), historyToText(history));

function keep(file: URL, text: string): void {
  if (existsSync(file)) return;
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
  console.log(`recorded ${file.pathname.split('/').at(-1)}`);
}
