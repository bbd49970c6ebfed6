import type { Reporter, TestModule } from 'vitest/node';
import type { Counts } from './checks.ts';

const SHOWN = 10;

/** Tells bin/test how many tests passed and failed, and says which files took longest. */
export default class TestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    process.send?.(countsOf(modules));
    if (modules.length > SHOWN) console.log(slowestOf(modules));
  }
}

function countsOf(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0 };
  for (const module of modules) {
    const failedTests = [...module.children.allTests('failed')].length;
    counts.passed += [...module.children.allTests('passed')].length;
    // A file may fail before its first test.
    counts.failed += failedTests === 0 && module.state() === 'failed' ? 1 : failedTests;
  }
  return counts;
}

function slowestOf(modules: readonly TestModule[]): string {
  const slowest = modules
    .map((module) => ({ path: module.relativeModuleId, seconds: millisecondsOf(module) / 1000 }))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, SHOWN)
    .map(({ path, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`);
  return ['', `The ${SHOWN} slowest files:`, ...slowest, ''].join('\n');
}

/** Includes loading the file, which Vitest's own figure leaves out. */
function millisecondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, setupDuration, collectDuration, duration } =
    module.diagnostic();
  return environmentSetupDuration + prepareDuration + setupDuration + collectDuration + duration;
}
