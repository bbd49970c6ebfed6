/** A test file that is interrupted ends by exit, so that what it started ends with it. */
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
