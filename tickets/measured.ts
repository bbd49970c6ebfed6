import { Histogram } from 'prom-client';
import { patienceBuckets } from '../metrics/process.ts';
import { ActRefused } from './desk.ts';

/** Time from an act's message to the workflow until its event is in PostgreSQL; each process reports its own. */
export const actDuration = new Histogram({
  name: 'cso_act_duration_seconds',
  help: 'Acts on tickets until their event is in PostgreSQL, by act and outcome (done, refused, unknown)',
  labelNames: ['act', 'outcome'],
  buckets: patienceBuckets,
  registers: [],
});

/** Performs and measures an act. Throws OutcomeUnknown if neither Temporal nor PostgreSQL answered in time. */
export async function measured<T>(act: string, perform: () => Promise<T>): Promise<T> {
  const end = actDuration.startTimer({ act });
  try {
    const done = await perform();
    end({ outcome: 'done' });
    return done;
  } catch (error) {
    end({ outcome: error instanceof ActRefused ? 'refused' : 'unknown' });
    throw error;
  }
}
