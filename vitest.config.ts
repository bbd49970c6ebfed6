import { defineConfig } from 'vitest/config';

/** Tests that need neither PostgreSQL nor Temporal nor a browser. */
const unit = [
  'test/{attachments,config,docs,domain,monitoring}/**/*.test.ts',
  'test/reports/{csv,excel,file,pdf}.test.ts',
  'test/mail/message.test.ts',
  'test/prisma/password.test.ts',
  'test/web/alur/{anonymous,queries}.test.ts',
  'test/web/http/lag.test.ts',
  'test/web/page/*.test.ts',
];

/** Tests that change their process for good: mocks, the Temporal SDK's only runtime, a silenced log. */
const alone = [
  'test/{faults,local}/**/*.test.ts',
  'test/metrics/workers.test.ts',
  'test/web/security.test.ts',
];

const services = {
  // Temporal's native parts crash in worker threads.
  pool: 'forks' as const,
  setupFiles: 'test/support/end-on-signal.ts',
  globalSetup: 'test/support/global-setup.ts',
};

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A condition may take longer than the default second on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    env: { LOG_LEVEL: 'error' },
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: {
          ...services,
          name: 'services',
          include: ['test/**/*.test.ts'],
          exclude: [...unit, ...alone],
          // Loading the product takes seconds, so a process does it once for all its files.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...services,
          name: 'alone',
          include: alone,
          // These wait more than they compute.
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
