import type { Say } from './install.ts';

export type Step = [name: string, run: () => Promise<unknown>];

/** Runs steps in order and announces each with its number: `[3/8] …`. */
export async function runSteps(say: Say, steps: Step[]): Promise<void> {
  for (const [n, [name, run]] of steps.entries()) {
    say(`[${n + 1}/${steps.length}] ${name}`);
    await run();
  }
}
