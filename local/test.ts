import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../config/env.ts';
import { browser } from './chromium.ts';
import { signal } from './process.ts';
import { setup } from './setup.ts';
import { runSteps, type Step } from './steps.ts';
import { temporalCli } from './temporal-cli.ts';
import { timeSkippingServer } from './time-skipping.ts';

/** Every test and check: what bin/test runs. Its arguments go to vitest. */

const say = (line: string) => console.log(line);
const results = mkdtempSync(join(tmpdir(), 'dashboard-cso-results-'));
const report = join(results, 'vitest.json');
let passed = 0;
let failed = 0;

/** Runs a program of node_modules with its output on ours; ends with us. */
async function run(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const program = [join(ROOT, 'node_modules', file), ...args];
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const pass = (name: NodeJS.Signals) => child.pid !== undefined && signal(child.pid, name);
  process.on('SIGTERM', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', pass);
  return code === 0;
}

async function check(file: string, args: string[]): Promise<void> {
  if (await run(file, args)) passed++;
  else failed++;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

async function vitest(chromePath: string): Promise<void> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', ...reporters, ...process.argv.slice(2)];
  const fine = await run('vitest/vitest.mjs', args, { CHROME_PATH: chromePath });
  const counted = readReport();
  passed += counted.passed;
  // An error outside any test, or no report at all, is a failure too.
  failed += fine ? counted.failed : Math.max(counted.failed, 1);
}

function readReport(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Report;
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

let chromePath = '';
const steps: Step[] = [
  ['Preparing the program', () => setup(say)],
  ['Finding the Temporal server (building it takes minutes, once)', () => temporalCli(say)],
  ['Finding the time-skipping server', () => timeSkippingServer(say)],
  ['Finding Chromium', async () => void (chromePath = await browser(say))],
  ['Checking types', () => check('typescript/bin/tsc', ['--noEmit'])],
  ['Checking rules', () => check('eslint/bin/eslint.js', ['.', '--max-warnings', '0'])],
  ['Checking format', () => check('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
  ['Testing', () => vitest(chromePath)],
];

// Vitest gets a terminal's Ctrl-C itself and stops what it started; we wait for it and then print the last line.
process.on('SIGINT', () => failed++);
process.on('SIGTERM', () => failed++);
try {
  await runSteps(say, steps);
} catch (error) {
  failed++;
  console.error((error as Error).message);
} finally {
  rmSync(results, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
