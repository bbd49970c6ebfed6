import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './install.ts';

export type Step = [name: string, run: () => Promise<unknown>];

/** Runs steps in order and announces each with its number: `[3/8] …`. */
export async function runSteps(say: Say, steps: Step[]): Promise<void> {
  for (const [n, [name, run]] of steps.entries()) {
    say(`[${n + 1}/${steps.length}] ${name}`);
    await run();
  }
}

const MOST_FAILURES = 5;

/**
 * Runs something repeatable. If it fails, waits for what it needs and retries after 1, 2, 4 and 8 s.
 * @throws the fifth failure, or any while we are stopping
 */
export async function tryAgain(
  say: Say,
  run: () => Promise<void>,
  ready: () => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      return await run();
    } catch (error) {
      if (failures === MOST_FAILURES || stopping.aborted) throw error;
      const rest = 2 ** (failures - 1);
      say(`      ${(error as Error).message}; next try in ${rest} s`);
      await sleep(rest * 1000);
      await ready();
    }
  }
}
