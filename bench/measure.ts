/** Runs lives in parallel and times their steps. */

export type Step = 'record' | 'answer';

/** One whole life; it wraps each of its two round trips in `step`, which times it. */
export type Life = (step: <T>(name: Step, work: () => Promise<T>) => Promise<T>) => Promise<void>;

export interface Round {
  /** Lives per second. */
  rate: number;
  /** Milliseconds of each step, ascending. */
  took: Record<Step, number[]>;
}

/** Runs `lives` lives, `atOnce` at a time. */
export async function runRound(life: Life, lives: number, atOnce: number): Promise<Round> {
  const took: Round['took'] = { record: [], answer: [] };
  let left = lives;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      await life(async (name, work) => {
        const start = performance.now();
        const result = await work();
        took[name].push(performance.now() - start);
        return result;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const rate = lives / ((performance.now() - began) / 1000);
  for (const times of Object.values(took)) times.sort((a, b) => a - b);
  return { rate, took };
}

/** The value below which this share of the sorted values lies. */
export const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

export const median = (values: number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
