import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Temporal's native parts crash in worker threads.
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: 'test/support/end-on-signal.ts',
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A condition may take its time on a busy machine; the default is a second.
    expect: { poll: { timeout: 20_000 } },
    env: { LOG_LEVEL: 'error' },
  },
});
