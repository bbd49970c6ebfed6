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
    env: { LOG_LEVEL: 'error' },
  },
});
