/** Adds and removes days off like the administrator's page, which moves deadlines. */
import { editOf } from '../../calendar/edits.ts';
import type { RowChange } from '../../calendar/edits.ts';
import { dayKey, dayOf } from '../../calendar/rows.ts';
import { saveChange, startMoving } from '../../tickets/calendar-change.ts';
import type { Desk } from '../../tickets/desk.ts';

/** @returns the change's number */
async function save(desk: Desk, changes: RowChange[]): Promise<number> {
  const admin = await desk.prisma.account.findUniqueOrThrow({ where: { username: 'admin' } });
  const edit = editOf(changes, 'Kalender diubah');
  const id = await desk.prisma.$transaction((tx) => saveChange(tx, edit, admin, null));
  await startMoving(desk);
  return id;
}

/** The day of an instant in WIB, as the table has it. */
const dateOf = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

export const addHoliday = (desk: Desk, on: Date, province = ''): Promise<number> => {
  const after = { date: dateOf(on), province, name: 'Libur mendadak', kind: 'LIBUR_NASIONAL' } as const;
  return save(desk, [{ table: 'holiday', before: null, after }]);
};

export async function removeHoliday(desk: Desk, on: Date, province = ''): Promise<number> {
  const where = dayKey({ date: dateOf(on), province });
  const before = dayOf(await desk.prisma.holiday.findUniqueOrThrow({ where }));
  return save(desk, [{ table: 'holiday', before, after: null }]);
}
