import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { createActivities } from '../../../activities/index.ts';
import type { TicketActivities } from '../../../workflows/activities.ts';
import { createDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { withoutNotifier } from '../../support/outgoing.ts';
import { makeStorage } from '../../support/storage.ts';

let database: TestDatabase;
let activities: TicketActivities;
beforeAll(async () => {
  database = await createDatabase();
  activities = createActivities({ ...database, ...(await makeStorage()), ...withoutNotifier() });
});
afterAll(() => database.drop());

const none = { reference: 'HAI-101000000', seq: 1 };

const completion = (repliedAt: string, handlingUnitId = 'KPPN-008', notBefore: string | null = null) =>
  activities.planCompletion({ ...none, handlingUnitId, repliedAt, notBefore });

test.each([
  ['on a Friday, over the weekend', '2026-03-06T03:00:00.000Z', '2026-03-11T10:00:00.000Z'],
  ['before Nyepi and Lebaran', '2026-03-16T03:00:00.000Z', '2026-03-26T10:00:00.000Z'],
  ['in the evening', '2026-03-03T12:00:00.000Z', '2026-03-09T10:00:00.000Z'],
])('the completion of an escalation that HAI answered %s', async (_name, repliedAt, completesAt) => {
  expect(await completion(repliedAt)).toBe(completesAt);
});

it("is planned for the end of service hours in the handling unit's zone", async () => {
  expect(await completion('2026-03-03T03:00:00.000Z', 'KPPN-063')).toBe('2026-03-06T08:00:00.000Z');
});

it('follows the setting; 0 turns it off', async () => {
  const set = (autoCompleteWorkingDays: number) =>
    database.prisma.slaSetting.update({ where: { id: 1 }, data: { autoCompleteWorkingDays } });
  await set(1);
  expect(await completion('2026-03-03T03:00:00.000Z')).toBe('2026-03-04T10:00:00.000Z');
  await set(0);
  expect(await completion('2026-03-03T03:00:00.000Z')).toBeNull();
  await set(3);
});

it('is never planned before the given instant', async () => {
  const planned = (notBefore: string) => completion('2026-03-03T03:00:00.000Z', 'KPPN-008', notBefore);
  expect(await planned('2026-03-06T09:59:59.999Z')).toBe('2026-03-06T10:00:00.000Z');
  expect(await planned('2026-03-06T10:00:00.001Z')).toBe('2026-03-06T10:00:00.001Z');
});

it('fails for an unknown unit', async () => {
  await expect(completion('2026-03-03T03:00:00.000Z', 'KPPN-999')).rejects.toThrow();
});
