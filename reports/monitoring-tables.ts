/** Monitoring's figures as plain tables, for its PDF and its workbook: what the page shows. */
import { formatDay, formatInstant } from '../domain/dates.ts';
import { onTimeShare, share } from '../monitoring/overview.ts';
import type { Overview, Watcher } from '../monitoring/overview.ts';
import type { GroupBy, PeriodFigures } from '../monitoring/figures.ts';
import { openStates, periodStates } from '../monitoring/states.ts';
import type { OpenState, PeriodState } from '../monitoring/states.ts';

export interface Table {
  title: string;
  columns: string[];
  /** Null where there is nothing to tell. */
  rows: (string | number | null)[][];
}

export interface MonitoringTables {
  title: string;
  heading: string[];
  tables: Table[];
}

const groupTitles: Record<GroupBy, string> = {
  unit: 'Menurut unit',
  layanan: 'Menurut layanan',
  jenis: 'Menurut jenis penanya',
  petugas: 'Menurut petugas',
};

/** Minutes as hours with one decimal. */
const hours = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(minutes / 6) / 10;

const counted = Object.keys(periodStates) as PeriodState[];
const countLabels = counted.map((state) => periodStates[state].label);

const measures: [label: string, read: (figures: PeriodFigures) => number | null][] = [
  ['Tepat waktu dari yang selesai (%)', onTimeShare],
  ['Bagian yang dieskalasi (%)', ({ dieskalasi, direkam }) => share(dieskalasi, direkam)],
  ['Tanggapan pertama, median (jam kerja)', ({ responseMedian }) => hours(responseMedian)],
  ['Tanggapan pertama, persentil ke-90 (jam kerja)', ({ responseP90 }) => hours(responseP90)],
  ['Selesai, median (jam kerja)', ({ resolveMedian }) => hours(resolveMedian)],
  ['Selesai, persentil ke-90 (jam kerja)', ({ resolveP90 }) => hours(resolveP90)],
  ['Di unit, rata-rata (jam kerja)', ({ atUnit }) => hours(atUnit)],
  ['Di HAI, rata-rata (jam kerja)', ({ atHai }) => hours(atHai)],
];

const measured = (figures: PeriodFigures): (number | null)[] => measures.map(([, read]) => read(figures));

/** `at` is the instant of the figures. */
export function monitoringTables(
  overview: Overview,
  watcher: Watcher & { displayName: string },
  at: Date,
): MonitoringTables {
  const { scope, period, before, open, now, then, groups, weeks } = overview;
  const { zone } = watcher;
  const day = (iso: string) => formatDay(new Date(`${iso}T12:00:00Z`), zone);
  const opened = Object.keys(openStates) as OpenState[];
  const byGroup = (['unit', 'layanan', 'jenis', 'petugas'] as const).flatMap((by) => {
    const rows = groups.filter((group) => group.by === by);
    if (rows.length === 0) return [];
    return {
      title: groupTitles[by],
      columns: [groupTitles[by].replace('Menurut ', ''), ...countLabels, ...measures.map(([label]) => label)],
      rows: rows.map((group) => [group.label, ...counted.map((state) => group[state]), ...measured(group)]),
    };
  });
  return {
    title: `Pemantauan ${scope.name}`,
    heading: [
      `Direkam ${day(period.dari)} s.d. ${day(period.sampai)}; sebelumnya ${day(before.dari)} s.d. ${day(before.sampai)}`,
      `Dicetak ${formatInstant(at, zone)} oleh ${watcher.displayName}`,
    ],
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
          ...measures.map(([label, read]) => [label, read(now), read(then)]),
        ],
      },
      {
        title: 'Tren per minggu',
        columns: ['Minggu mulai', ...countLabels, 'Tepat waktu dari yang selesai (%)'],
        rows: weeks.map((week) => [
          day(week.monday),
          ...counted.map((state) => week[state]),
          onTimeShare(week),
        ]),
      },
      ...byGroup,
    ],
  };
}
