/**
 * `npm run histories`: lives every scenario with the workflow code of now and keeps its history and golden state here. Existing
 * histories stay, they stand for tickets that run already; `-- --again` records all anew, which only a golden state that was
 * meant to change asks for, or a workflow that no running ticket has.
 */
import { existsSync, writeFileSync } from 'node:fs';
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
const again = process.argv.includes('--again');
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
  if (!again && existsSync(file)) return;
  writeFileSync(file, text);
  console.log(`recorded ${file.pathname.split('/').at(-1)}`);
}
