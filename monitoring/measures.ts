/** What monitoring measures and groups by, in words for the page and its files. */
import { share } from '../domain/figures.ts';
import type { GroupBy, PeriodFigures } from './figures.ts';
import { onTimeShare } from './overview.ts';
import { openStates, periodStates } from './states.ts';
import type { By } from './states.ts';

export interface Measure {
  /** What is measured and, after a comma, how. */
  label: string;
  /** The figure explained in one line. */
  means: string;
  /** Working minutes, or whole per cent. */
  unit: 'minutes' | 'percent';
  /** Null if there is nothing to measure. */
  read: (figures: PeriodFigures) => number | null;
}

const measureIn =
  (unit: Measure['unit']) =>
  (label: string, means: string, read: Measure['read']): Measure => ({ label, means, unit, read });
const percent = measureIn('percent');
const minutes = measureIn('minutes');

export const onTimeMeasure = percent(
  'Tepat waktu dari yang selesai',
  'Bagian yang selesai tepat waktu di antara semua yang selesai.',
  onTimeShare,
);

export const measures: Measure[] = [
  onTimeMeasure,
  percent(
    'Bagian yang dieskalasi',
    'Bagian yang dikirim ke HAI di antara semua yang direkam.',
    ({ dieskalasi, direkam }) => share(dieskalasi, direkam),
  ),
  minutes(
    'Tanggapan pertama, median di luar loket',
    'Separuh tiket ditanggapi dalam waktu ini (jam kerja) atau lebih cepat: dijawab, dieskalasi petugas, atau dibalas HAI.',
    ({ responseMedian }) => responseMedian,
  ),
  minutes(
    'Tanggapan pertama, persentil ke-90 di luar loket',
    'Sembilan dari sepuluh tiket ditanggapi dalam waktu ini (jam kerja) atau lebih cepat.',
    ({ responseP90 }) => responseP90,
  ),
  minutes(
    'Selesai, median di luar loket',
    'Separuh tiket selesai dalam waktu ini (jam kerja) sejak direkam, atau lebih cepat.',
    ({ resolveMedian }) => resolveMedian,
  ),
  minutes(
    'Selesai, persentil ke-90 di luar loket',
    'Sembilan dari sepuluh tiket selesai dalam waktu ini (jam kerja) sejak direkam, atau lebih cepat.',
    ({ resolveP90 }) => resolveP90,
  ),
  minutes(
    'Di unit, rata-rata',
    'Jam kerja sampai selesai tanpa waktu di HAI, rata-rata semua yang selesai.',
    ({ atUnit }) => atUnit,
  ),
  minutes(
    'Di HAI, rata-rata',
    'Jam kerja dari eskalasi sampai balasan HAI yang pertama, rata-rata semua yang dibalas.',
    ({ atHai }) => atHai,
  ),
];

export interface Definition {
  label: string;
  means: string;
}

const defined = ({ label, means }: Definition): Definition => ({ label, means });

export const weekTitles: Record<By, string> = {
  direkam: 'Menurut minggu direkam',
  selesai: 'Menurut minggu selesai',
};

/** There *Selesai* counts other tickets than elsewhere. */
const resolvedByWeek: Definition = {
  label: `Selesai, ${weekTitles.selesai.toLowerCase()}`,
  means: 'Yang selesai dalam periode, kapan pun direkam.',
};

/** Explanations of the page's figures, in its order: for open tickets, and for a period. */
export const definitions: Record<'open' | 'period', Definition[]> = {
  open: Object.values(openStates).map(defined),
  period: [...Object.values(periodStates), resolvedByWeek, ...measures].map(defined),
};

/** In the order of the tables. */
export const groupColumns: Record<GroupBy, string> = {
  unit: 'Unit',
  layanan: 'Layanan',
  jenis: 'Jenis penanya',
  petugas: 'Petugas',
};
export const groupOrder = Object.keys(groupColumns) as GroupBy[];

export const groupTitle = (by: GroupBy): string => `Menurut ${groupColumns[by].toLowerCase()}`;
