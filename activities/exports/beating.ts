import { CancelledFailure, Context } from '@temporalio/activity';

/** Milliseconds between two signs of life: a killed worker is noticed when they are missing. */
const beat = 2000;

/**
 * Does long work of an activity, with signs of life; `stop` is aborted when the workflow is cancelled or the worker ends.
 *
 * @throws CancelledFailure when it was stopped
 */
export async function beating<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const { cancellationSignal, heartbeat } = Context.current();
  const timer = setInterval(() => heartbeat(), beat);
  try {
    return await work(cancellationSignal);
  } catch (error) {
    throw cancellationSignal.aborted ? new CancelledFailure('stopped', undefined, error as Error) : error;
  } finally {
    clearInterval(timer);
  }
}
