import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueAt } from '../../domain/calendar.ts';
import { calendarOf, calendars, missingYears } from '../../calendar/tables.ts';
import { createDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => void (database = await createDatabase()));
afterAll(() => database.drop());

const riau = { zone: 'Asia/Jakarta', province: 'Riau' };
const dki = { zone: 'Asia/Jakarta', province: 'DKI Jakarta' };

test('reads the settings, zone and days off of a place', async () => {
  const { calendar, workingDays, autoCompleteWorkingDays } = await calendarOf(database.prisma, riau);
  expect({ workingDays, autoCompleteWorkingDays }).toEqual({ workingDays: 5, autoCompleteWorkingDays: 3 });
  expect(calendar).toMatchObject({ zone: 'Asia/Jakarta', hours: [[480, 1020]], periods: [] });
  expect(calendar.holidays.has('2026-08-17')).toBe(true);
  expect(calendar.holidays.has('2026-03-20')).toBe(true);
  expect(calendar.holidays.has('2026-08-18')).toBe(false);
});

test('the example of specification.md 6 holds for the stored days', async () => {
  const { calendar, workingDays } = await calendarOf(database.prisma, riau);
  expect(dueAt(new Date('2026-08-13T18:30:00+07:00'), workingDays, calendar)).toEqual(
    new Date('2026-08-24T17:00:00+07:00'),
  );
});

test('a day off of one province applies only there', async () => {
  const electionDay = '2017-04-19';
  expect((await calendarOf(database.prisma, dki)).calendar.holidays.has(electionDay)).toBe(true);
  expect((await calendarOf(database.prisma, riau)).calendar.holidays.has(electionDay)).toBe(false);
  const anywhere = await calendarOf(database.prisma, { zone: 'Asia/Jakarta', province: null });
  expect(anywhere.calendar.holidays.has(electionDay)).toBe(false);
});

test('reads what its own transaction has written', async () => {
  const date = new Date('2026-10-02');
  const inside = database.prisma.$transaction(async (tx) => {
    await tx.holiday.create({ data: { date, province: 'Riau', name: 'Hari jadi', kind: 'LIBUR_NASIONAL' } });
    const { calendar } = await calendarOf(tx, riau);
    expect(calendar.holidays.has('2026-10-02')).toBe(true);
    throw new Error('undo');
  });
  await expect(inside).rejects.toThrow('undo');
  expect((await calendarOf(database.prisma, riau)).calendar.holidays.has('2026-10-02')).toBe(false);
});

test('reports years without national days off: this one, and the next from October on', async () => {
  expect(await missingYears(database.prisma, new Date('2026-11-01'))).toEqual([]);
  expect(await missingYears(database.prisma, new Date('2027-09-30'))).toEqual([]);
  expect(await missingYears(database.prisma, new Date('2027-10-01'))).toEqual([2028]);
  expect(await missingYears(database.prisma, new Date('2029-01-01'))).toEqual([2029]);
});

test('uses the hours of periods', async () => {
  const period = { name: 'Ramadan', firstDay: new Date('2026-02-18'), lastDay: new Date('2026-03-19') };
  await database.prisma.servicePeriod.create({ data: { ...period, hours: [[480, 900]] } });
  const periods = [{ first: '2026-02-18', last: '2026-03-19', hours: [[480, 900]] }];
  expect((await calendarOf(database.prisma, riau)).calendar.periods).toEqual(periods);
  await database.prisma.servicePeriod.deleteMany();
});

test('reads all places at once as it reads each', async () => {
  const at = await calendars(database.prisma);
  for (const place of [riau, dki, { zone: 'Asia/Jayapura', province: null }])
    expect(at(place)).toEqual((await calendarOf(database.prisma, place)).calendar);
});

test('reports a database that was never seeded', async () => {
  await database.prisma.slaSetting.deleteMany();
  await expect(calendarOf(database.prisma, riau)).rejects.toThrow('not seeded');
});
