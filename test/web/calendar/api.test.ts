import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
let officer: Visitor;
beforeAll(async () => {
  web = await startWeb();
  officer = await web.as('kppn-008');
});
afterAll(() => web.stop());

const ask = (query: Record<string, string>) =>
  officer.get(`/api/kalender/jatuh-tempo?${new URLSearchParams(query).toString()}`);
const dueAt = async (query: Record<string, string>) => {
  const { due_at } = (await ask(query)).json<{ due_at: string }>();
  return new Date(due_at);
};

describe('the deadline', () => {
  it('matches the example of specification.md 6', async () => {
    const due = await dueAt({ dibuka: '2026-08-13T18:30:00+07:00', zona: 'Asia/Jakarta', hari: '5' });
    expect(due).toEqual(new Date('2026-08-24T17:00:00+07:00'));
  });

  test.each([
    ['before service hours, as that day', '2026-08-03T07:59:59+07:00', '2026-08-10T17:00:00+07:00'],
    ['exactly at their end, still as that day', '2026-08-03T17:00:00+07:00', '2026-08-10T17:00:00+07:00'],
    ['a moment later, as the next day', '2026-08-03T17:00:00.001+07:00', '2026-08-11T17:00:00+07:00'],
    ['on a Saturday, as Monday', '2026-08-08T10:00:00+07:00', '2026-08-18T17:00:00+07:00'],
    ['given in UTC', '2026-08-03T10:00:00Z', '2026-08-10T17:00:00+07:00'],
  ])('of a ticket opened %s', async (_, dibuka, due) => {
    expect(await dueAt({ dibuka })).toEqual(new Date(due));
  });

  it('is at 17.00 in the requested zone', async () => {
    const dibuka = '2026-08-03T01:00:00Z';
    expect(await dueAt({ dibuka, zona: 'Asia/Jayapura' })).toEqual(new Date('2026-08-10T17:00:00+09:00'));
    expect(await dueAt({ dibuka, zona: 'Asia/Makassar', hari: '1' })).toEqual(
      new Date('2026-08-04T17:00:00+08:00'),
    );
  });

  it('counts current holidays, and those of a province only there', async () => {
    const date = new Date('2026-08-05');
    await web.prisma.holiday.create({
      data: { date, province: 'Riau', name: 'Hari Riau', kind: 'LIBUR_NASIONAL' },
    });
    const dibuka = '2026-08-03T10:00:00+07:00';
    expect(await dueAt({ dibuka })).toEqual(new Date('2026-08-10T17:00:00+07:00'));
    expect(await dueAt({ dibuka, provinsi: 'Riau' })).toEqual(new Date('2026-08-11T17:00:00+07:00'));
    expect(await dueAt({ dibuka, provinsi: 'Aceh' })).toEqual(new Date('2026-08-10T17:00:00+07:00'));
  });

  it('is computed beyond the last year of the table', async () => {
    expect(await dueAt({ dibuka: '2070-01-06T10:00:00+07:00' })).toEqual(
      new Date('2070-01-13T17:00:00+07:00'),
    );
  });
});

describe('an invalid question', () => {
  test.each([
    {},
    { dibuka: '' },
    { dibuka: 'besok' },
    { dibuka: '2026-08-13' },
    { dibuka: '2026-08-13T18:30:00' },
    { dibuka: '2026-02-30T10:00:00Z' },
    { dibuka: '2026-08-13T18:30:00Z', zona: 'Mars/Olympus' },
    { dibuka: '2026-08-13T18:30:00Z', zona: '' },
    { dibuka: '2026-08-13T18:30:00Z', hari: '0' },
    { dibuka: '2026-08-13T18:30:00Z', hari: '-1' },
    { dibuka: '2026-08-13T18:30:00Z', hari: '1.5' },
    { dibuka: '2026-08-13T18:30:00Z', hari: '1e9' },
    { dibuka: '2026-08-13T18:30:00Z', hari: 'lima' },
  ])('is 422: %j', async (query) => {
    const reply = await ask(query);
    expect(reply.status).toBe(422);
    expect(reply.json<{ galat: string }>().galat).not.toBe('');
  });

  test.each(hostileQueries)('never answers 500: %s', async (text) => {
    const given = 'dibuka=2026-08-13T18:30:00Z';
    expect((await officer.get(`/api/kalender/jatuh-tempo?${given}&provinsi=${text}`)).status).toBe(200);
    for (const name of ['dibuka', 'zona', 'hari'])
      expect((await officer.get(`/api/kalender/jatuh-tempo?${given}&${name}=${text}`)).status).toBeLessThan(
        500,
      );
  });
});

it('needs a log-in', async () => {
  const reply = await web.visitor().get('/api/kalender/jatuh-tempo?dibuka=2026-08-13T18:30:00Z');
  expect([reply.status, reply.json<{ galat: string }>().galat]).toEqual([
    401,
    'Silakan masuk terlebih dahulu.',
  ]);
});
