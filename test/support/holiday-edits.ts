/** Adds and removes days off like the administrator's page, which moves deadlines. */
import { saveChange, startMoving } from '../../tickets/calendar-change.ts';
import type { CalendarEdit } from '../../tickets/calendar-change.ts';
import type { Desk } from '../../tickets/desk.ts';

/** @returns the change's number */
async function save(desk: Desk, apply: CalendarEdit['apply']): Promise<number> {
  const admin = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const edit = { summary: 'Kalender diubah', detail: ['Kalender diubah'], apply };
  const id = await desk.prisma.$transaction((tx) => saveChange(tx, edit, admin, null));
  await startMoving(desk);
  return id;
}

/** The day of an instant in WIB, as the table has it. */
const dateOf = (instant: Date) =>
  new Date(new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10));

export const addHoliday = (desk: Desk, on: Date, province = ''): Promise<number> =>
  save(desk, async (tx) => {
    const day = { date: dateOf(on), province, name: 'Libur mendadak', kind: 'LIBUR_NASIONAL' } as const;
    await tx.holiday.create({ data: day });
  });

export const removeHoliday = (desk: Desk, on: Date, province = ''): Promise<number> =>
  save(desk, async (tx) => void (await tx.holiday.deleteMany({ where: { date: dateOf(on), province } })));
