import { CancelledFailure, Context } from '@temporalio/activity';

/** Milliseconds between two heartbeats; missing ones reveal a killed worker. */
const beat = 2000;

/**
 * Runs long work of an activity with heartbeats; aborts `stop` when the workflow is cancelled or the worker stops.
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
