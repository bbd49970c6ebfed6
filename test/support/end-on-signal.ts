/** Ends an interrupted test file by exit, so that what it started ends with it. */
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // A process that runs several files loads this module for each of them.
  if (process.listenerCount(name) === 0) process.once(name, () => process.exit(1));
}
