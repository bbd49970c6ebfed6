/** Monitoring's figures as plain tables, for its PDF and its workbook: what the page shows. */
import { formatDay, formatInstant } from '../domain/dates.ts';
import { hoursOf } from '../domain/figures.ts';
import { signatureOf } from './heading.ts';
import { definitions, groupColumns, groupOrder, groupTitle, measures } from '../monitoring/measures.ts';
import { onTimeMeasure, weekTitles } from '../monitoring/measures.ts';
import type { Definition, Measure } from '../monitoring/measures.ts';
import { onTimeShare } from '../monitoring/overview.ts';
import type { Overview, Watcher } from '../monitoring/overview.ts';
import type { PeriodFigures } from '../monitoring/figures.ts';
import { countedBy, openStates, periodStates } from '../monitoring/states.ts';
import type { By, OpenState, PeriodState } from '../monitoring/states.ts';

export const definitionsTitle = 'Arti angka';

export interface Table {
  title: string;
  columns: string[];
  /** Null where there is no value. */
  rows: (string | number | null)[][];
}

export interface MonitoringTables {
  title: string;
  heading: string[];
  tables: Table[];
  definitions: Definition[];
  /** Place, day and office above the signature that ends the PDF. */
  signature: string[];
}

const counted = countedBy.direkam;
const labelsOf = (states: PeriodState[]): string[] => states.map((state) => periodStates[state].label);

const titleOf = ({ label, unit }: Measure): string => `${label} (${unit === 'percent' ? '%' : 'jam kerja'})`;
const numberOf = ({ unit, read }: Measure, figures: PeriodFigures): number | null =>
  unit === 'percent' ? read(figures) : hours(read(figures));

const hours = (minutes: number | null): number | null => (minutes === null ? null : hoursOf(minutes, 1));

/** @param at the instant of the figures */
export function monitoringTables(
  overview: Overview,
  watcher: Watcher & { displayName: string },
  at: Date,
): MonitoringTables {
  const { scope, period, before, open, now, then, groups, weeks } = overview;
  const { zone } = watcher;
  const day = (iso: string) => formatDay(new Date(`${iso}T12:00:00Z`), zone);
  const opened = Object.keys(openStates) as OpenState[];
  const weeksBy = (by: By): Table => ({
    title: weekTitles[by],
    columns: ['Minggu mulai', ...labelsOf(countedBy[by]), titleOf(onTimeMeasure)],
    rows: weeks[by].map((week) => [
      day(week.monday),
      ...countedBy[by].map((state) => week[state]),
      onTimeShare(week),
    ]),
  });
  const byGroup = groupOrder.flatMap((by) => {
    const rows = groups.filter((group) => group.by === by);
    if (rows.length === 0) return [];
    return {
      title: groupTitle(by),
      columns: [groupColumns[by], ...labelsOf(counted), ...measures.map(titleOf)],
      rows: rows.map((group) => [
        group.label,
        ...counted.map((state) => group[state]),
        ...measures.map((measure) => numberOf(measure, group)),
      ]),
    };
  });
  return {
    title: `Pemantauan ${scope.name}`,
    heading: [
      `Periode ${day(period.dari)} s.d. ${day(period.sampai)}; sebelumnya ${day(before.dari)} s.d. ${day(before.sampai)}`,
      `Dicetak ${formatInstant(at, zone)} oleh ${watcher.displayName}`,
    ],
    signature: signatureOf(watcher, at),
    tables: [
      {
        title: 'Terbuka sekarang',
        columns: ['Keadaan', 'Tiket'],
        rows: opened.map((state) => [openStates[state].label, open[state]]),
      },
      {
        title: 'Periode ini dan sebelumnya',
        columns: ['Ukuran', 'Periode ini', 'Sebelumnya'],
        rows: [
          ...counted.map((state) => [periodStates[state].label, now[state], then[state]]),
          ...measures.map((measure) => [titleOf(measure), numberOf(measure, now), numberOf(measure, then)]),
        ],
      },
      weeksBy('direkam'),
      weeksBy('selesai'),
      ...byGroup,
    ],
    definitions: [...definitions.open, ...definitions.period],
  };
}
