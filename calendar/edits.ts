/** Edits of the calendar as data: previewed, saved, stored, and undone (specification.md 6). */
import { isDeepStrictEqual } from 'node:util';
import { hoursText } from '../domain/service-hours.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { dayKey, dayOf, dayRow, dayText, periodOf, periodRow, periodText } from './rows.ts';
import { placeOf, settingsOf, settingsRow } from './rows.ts';
import type { Day, Settings, SpecialHours } from './rows.ts';

type Transaction = Prisma.TransactionClient;

interface Tables {
  holiday: Day;
  period: SpecialHours;
  settings: Settings;
}

/** A row before and after an edit; null if it does not exist. */
export type RowChange = {
  [Table in keyof Tables]: { table: Table; before: Tables[Table] | null; after: Tables[Table] | null };
}[keyof Tables];

export interface CalendarEdit {
  /** One line; threads show it as the reason. */
  summary: string;
  changes: RowChange[];
}

/** @param summary a summary if there are too many lines for one */
export const editOf = (changes: RowChange[], summary = linesOf(changes).join('; ')): CalendarEdit => ({
  summary,
  changes,
});

export const changesNothing = ({ changes }: CalendarEdit): boolean =>
  changes.every(({ before, after }) => isDeepStrictEqual(before, after));

/** The edit that undoes a saved change. */
export const undoOf = ({ summary, changes }: CalendarEdit): CalendarEdit => ({
  summary: undoSummary(summary),
  changes: changes.map((change) => ({ ...change, before: change.after, after: change.before }) as RowChange),
});

const [undone, redone] = ['Dibatalkan: ', 'Diterapkan lagi: '] as const;

/** Undoing an undo applies the change again, so that the summary never grows. */
function undoSummary(summary: string): string {
  if (summary.startsWith(undone)) return redone + summary.slice(undone.length);
  return undone + (summary.startsWith(redone) ? summary.slice(redone.length) : summary);
}

/** Another change has overtaken the edit: its rows differ from what it expects. */
export class Overtaken extends Error {
  override name = 'Overtaken';
  /** In words. */
  readonly rows: string[];

  constructor(rows: string[]) {
    super('the calendar was changed meanwhile');
    this.rows = rows;
  }
}

/** Applies the edit. @throws Overtaken */
export async function applyEdit(tx: Transaction, { changes }: CalendarEdit): Promise<void> {
  const overtaken = overtakenIn(await currentRows(tx), changes);
  if (overtaken.length > 0)
    throw new Overtaken(overtaken.map(textsOf).map(([before, after]) => before ?? after ?? ''));
  const added: Day[] = [];
  const removed: Day[] = [];
  for (const change of changes) {
    if (change.table !== 'holiday') await write(tx, change);
    else if (change.before && change.after)
      await tx.holiday.update({ where: dayKey(change.before), data: dayRow(change.after) });
    else if (change.after) added.push(change.after);
    else if (change.before) removed.push(change.before);
  }
  if (removed.length > 0) await tx.holiday.deleteMany({ where: { OR: removed.map(dayRow) } });
  await tx.holiday.createMany({ data: added.map(dayRow) });
}

async function write(
  tx: Transaction,
  { table, before, after }: Exclude<RowChange, { table: 'holiday' }>,
): Promise<void> {
  if (table === 'settings') {
    if (after) await tx.slaSetting.update({ where: { id: 1 }, data: settingsRow(after) });
    return;
  }
  // No two periods begin on the same day.
  const where = before && { firstDay: new Date(before.first) };
  if (where && after) await tx.servicePeriod.updateMany({ where, data: periodRow(after) });
  else if (where) await tx.servicePeriod.deleteMany({ where });
  else if (after) await tx.servicePeriod.create({ data: periodRow(after) });
}

interface CurrentRows {
  holidays: Map<string, Day>;
  periods: SpecialHours[];
  settings: Settings;
}

async function currentRows(tx: Transaction): Promise<CurrentRows> {
  return {
    holidays: new Map((await tx.holiday.findMany()).map(dayOf).map((day) => [placeOf(day), day])),
    periods: (await tx.servicePeriod.findMany()).map(periodOf),
    settings: settingsOf(await tx.slaSetting.findUniqueOrThrow({ where: { id: 1 } })),
  };
}

/** Whether an edit can be applied to the calendar as it is now. */
export async function applicable(tx: Transaction): Promise<(edit: CalendarEdit) => boolean> {
  const rows = await currentRows(tx);
  return ({ changes }) => overtakenIn(rows, changes).length === 0;
}

/** The changes whose old row is no longer the same, or whose new row has no place. */
function overtakenIn({ holidays, periods, settings }: CurrentRows, changes: RowChange[]): RowChange[] {
  return changes.filter(({ table, before, after }) => {
    switch (table) {
      case 'holiday': {
        const inTheWay = after && (before === null || placeOf(after) !== placeOf(before));
        return (
          (before && !isDeepStrictEqual(holidays.get(placeOf(before)), before)) ||
          (inTheWay && holidays.has(placeOf(after)))
        );
      }
      case 'period': {
        const others = periods.filter((period) => !isDeepStrictEqual(period, before));
        return (
          (before && others.length === periods.length) ||
          (after && others.some(({ first, last }) => first <= after.last && after.first <= last))
        );
      }
      case 'settings':
        return !isDeepStrictEqual(settings, before);
    }
  });
}

/** The changes in words, a line for each day or setting. */
export const linesOf = (changes: RowChange[]): string[] =>
  changes.flatMap((change) =>
    change.table === 'settings' ? settingsLines(change.before, change.after) : lineOf(...textsOf(change)),
  );

function textsOf({ table, before, after }: RowChange): [before: string | null, after: string | null] {
  switch (table) {
    case 'holiday':
      return [before && dayText(before), after && dayText(after)];
    case 'period':
      return [before && periodText(before), after && periodText(after)];
    case 'settings':
      return ['jam layanan dan batas waktu', null];
  }
}

function lineOf(before: string | null, after: string | null): string {
  if (before === null) return `Ditambahkan: ${after}`;
  return after === null ? `Dihapus: ${before}` : `Diubah: ${before} menjadi ${after}`;
}

function settingsLines(before: Settings | null, after: Settings | null): string[] {
  if (!before || !after) return [];
  const texts = ({ hours, workingDays, autoCompleteWorkingDays: automatic }: Settings) => [
    ['Jam layanan', hoursText(hours)],
    ['Batas waktu', `${workingDays} hari kerja`],
    ['Penyelesaian otomatis', automatic === 0 ? 'dimatikan' : `${automatic} hari kerja`],
  ];
  const [was, is] = [texts(before), texts(after)];
  return was.flatMap(([label, text], n) =>
    is[n]?.[1] === text ? [] : [`${label}: ${text} menjadi ${is[n]?.[1]}`],
  );
}
