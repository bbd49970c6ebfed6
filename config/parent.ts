/**
 * Answers bin/start, if it started this process, when it asks for a sign of life; calls `stop` when bin/start has
 * ended.
 */
export function heedParent(stop: () => void): void {
  process.on('message', () => process.send?.('here'));
  process.once('disconnect', stop);
}
