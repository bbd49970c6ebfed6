import { browser } from './chromium.ts';
import { check, listTests, runTests, type Counts } from './checks.ts';
import { setup } from './setup.ts';
import { runSteps, type Step } from './steps.ts';
import { temporalCli } from './temporal-cli.ts';
import { timeSkippingServer } from './time-skipping.ts';

/** What bin/test runs: every test and check, or with arguments only the tests that match them. */

const say = (line: string) => console.log(line);
const chosen = process.argv.slice(2);
let passed = 0;
let failed = 0;
const interruption = new AbortController();

async function count(counting: Promise<Counts>): Promise<void> {
  const counted = await counting;
  passed += counted.passed;
  failed += counted.failed;
  interruption.signal.throwIfAborted();
}

async function steps(): Promise<Step[]> {
  const tests = await listTests(chosen);
  let chromePath = '';
  const steps: Step[] = [['Preparing the program', () => setup(say)]];
  if (tests.some((test) => /^\[(services|alone)\]/.test(test))) {
    steps.push(
      ['Finding the Temporal server (building it takes minutes, once)', () => temporalCli(say)],
      ['Finding the time-skipping server', () => timeSkippingServer(say)],
    );
  }
  if (tests.some((test) => test.includes('test/browser/')))
    steps.push(['Finding Chromium', async () => void (chromePath = await browser(say))]);
  if (chosen.length === 0)
    steps.push(['Checking types, rules and format', () => Promise.all(checks().map(count))]);
  steps.push(['Testing', () => count(runTests(chosen, { CHROME_PATH: chromePath }))]);
  return steps;
}

const checks = () => [
  check('typescript/bin/tsc', ['--noEmit']),
  check('eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  check('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
];

// Vitest handles a terminal's Ctrl-C itself and stops what it started; wait for it, then print the last line.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    failed++;
    // No further step may start.
    interruption.abort(new Error(`Stopped by ${signal}.`));
  });
try {
  await runSteps(say, await steps());
} catch (error) {
  failed++;
  console.error((error as Error).message);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
