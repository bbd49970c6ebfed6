import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { listenForAnnouncements, waitFor } from '../../tickets/announcements.ts';
import type { Announcement, Announcements } from '../../tickets/announcements.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let announcements: Announcements;
beforeAll(async () => (database = await createDatabase()));
afterAll(() => database.drop());

let heard: Announcement[];
let gaps: number;
let stop: () => void;
beforeEach(async () => {
  announcements = listenForAnnouncements(database.url);
  [heard, gaps] = [[], 0];
  stop = announcements.subscribe(
    'ticket',
    (announcement) => heard.push(announcement),
    () => gaps++,
  );
  // The first gap is the start: earlier announcements were missed.
  await until('the listening connection', async () => gaps === 1);
});
afterEach(() => announcements.close());

const announce = (reference: string) =>
  database.prisma.$executeRaw`
    SELECT pg_notify('ticket', json_build_object('reference', ${reference}::text, 'viewers', ARRAY['KPPN-008'])::text)`;

/** Resolves once all connections are closed. */
const endConnections = () =>
  database.prisma.$executeRaw`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN ticket%'`;

/** Longer than any test. */
const never = 120_000;

const said = (reference: string) =>
  until(`the announcement of ${reference}`, async () =>
    heard.find((announcement) => announcement.reference === reference),
  );

describe('announcements', () => {
  it('reach every subscriber until it unsubscribes', async () => {
    const second: string[] = [];
    announcements.subscribe(
      'ticket',
      ({ reference }) => second.push(reference),
      () => undefined,
    );
    await announce('HAI-1');
    expect(await said('HAI-1')).toEqual({ reference: 'HAI-1', viewers: ['KPPN-008'] });
    stop();
    await announce('HAI-2');
    await until('the second subscriber', async () => second.includes('HAI-2'));
    expect(second).toEqual(['HAI-1', 'HAI-2']);
    expect(heard.map(({ reference }) => reference)).toEqual(['HAI-1']);
  });

  it('resume after PostgreSQL ended the connection, reporting a gap', async () => {
    for (const [round, reference] of ['HAI-3', 'HAI-4'].entries()) {
      await endConnections();
      await until('the gap', async () => gaps === round + 2);
      await announce(reference);
      await said(reference);
    }
  });

  it('end with close, even if the connection was just lost', async () => {
    await endConnections();
    await announcements.close();
    const listening = await database.prisma.$queryRaw<unknown[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN ticket%'`;
    expect(listening).toEqual([]);
  });
});

describe('waitFor', () => {
  it('looks at once, and returns what is there', async () => {
    expect(await waitFor(announcements, 'HAI-5', Date.now() - 1, async () => 'there')).toBe('there');
  });

  it('looks again when its ticket changed, but not another', async () => {
    let looks = 0;
    let there: string | null = null;
    const look = async () => {
      looks++;
      return there;
    };
    const found = waitFor(announcements, 'HAI-6', Date.now() + never, look, never);
    await until('the first look', async () => looks === 1);
    await announce('HAI-7');
    await said('HAI-7');
    expect(looks).toBe(1);
    there = 'there';
    await announce('HAI-6');
    expect(await found).toBe('there');
  });

  it('finds it even if its announcement was lost with the connection', async () => {
    let looks = 0;
    let there: string | null = null;
    const found = waitFor(announcements, 'HAI-8', Date.now() + 10_000, async () => {
      looks++;
      return there;
    });
    await until('the first look', async () => looks >= 1);
    there = 'there';
    await endConnections();
    expect(await found).toBe('there');
  });

  it('gives up at its deadline', async () => {
    const began = Date.now();
    expect(await waitFor(announcements, 'HAI-9', began + 300, async () => null, never)).toBeNull();
    expect(Date.now() - began).toBeGreaterThanOrEqual(299);
  });
});
