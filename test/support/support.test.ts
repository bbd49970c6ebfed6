import { defineSearchAttributeKey } from '@temporalio/common';
import { expect, test } from 'vitest';
import { createDatabase } from './database.ts';
import { createNamespace } from './temporal.ts';
import { createTimeSkipping } from './time-skipping.ts';

const unit = { key: defineSearchAttributeKey('TicketUnit', 'KEYWORD'), value: 'KPPN-008' };
const started = { taskQueue: 'nobody', workflowId: 'w', typedSearchAttributes: [unit] };

test('a test has its own database with the units of the country', async () => {
  const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
  await one.prisma.session.deleteMany();
  await one.prisma.holiday.deleteMany();
  expect(await one.prisma.holiday.count()).toBe(0);
  expect(await other.prisma.holiday.count()).toBeGreaterThan(200);
  await Promise.all([one.drop(), other.drop()]);
});

test('a test has its own namespace on the shared Temporal server', async () => {
  const [one, other] = await Promise.all([createNamespace(), createNamespace()]);
  await one.client.workflow.start('nothing', started);
  await expect(other.client.workflow.getHandle('w').describe()).rejects.toThrow('not found');
  expect((await fetch(`${one.uiUrl}/namespaces/${one.namespace}/workflows`)).status).toBe(200);
  await Promise.all([one.close(), other.close()]);
});

test('a test moves the time of its own Temporal server', async () => {
  const env = await createTimeSkipping();
  const before = await env.currentTimeMs();
  await env.sleep('5 days');
  expect((await env.currentTimeMs()) - before).toBeGreaterThanOrEqual(5 * 24 * 60 * 60 * 1000);
  await env.teardown();
});
