/** What monitoring measures and groups by, in words for the page and its files. */
import { share } from '../domain/figures.ts';
import type { GroupBy, PeriodFigures } from './figures.ts';
import { onTimeShare } from './overview.ts';

export interface Measure {
  /** What is measured and, after a comma, how. */
  label: string;
  /** Working minutes, or whole per cent. */
  unit: 'minutes' | 'percent';
  /** Null if there is nothing to measure. */
  read: (figures: PeriodFigures) => number | null;
}

const minutes = (label: string, read: Measure['read']): Measure => ({ label, unit: 'minutes', read });
const percent = (label: string, read: Measure['read']): Measure => ({ label, unit: 'percent', read });

export const onTimeMeasure = percent('Tepat waktu dari yang selesai', onTimeShare);

export const measures: Measure[] = [
  onTimeMeasure,
  percent('Bagian yang dieskalasi', ({ dieskalasi, direkam }) => share(dieskalasi, direkam)),
  minutes('Tanggapan pertama, median', ({ responseMedian }) => responseMedian),
  minutes('Tanggapan pertama, persentil ke-90', ({ responseP90 }) => responseP90),
  minutes('Selesai, median', ({ resolveMedian }) => resolveMedian),
  minutes('Selesai, persentil ke-90', ({ resolveP90 }) => resolveP90),
  minutes('Di unit, rata-rata', ({ atUnit }) => atUnit),
  minutes('Di HAI, rata-rata', ({ atHai }) => atHai),
];

/** In the order of the tables. */
export const groupColumns: Record<GroupBy, string> = {
  unit: 'Unit',
  layanan: 'Layanan',
  jenis: 'Jenis penanya',
  petugas: 'Petugas',
};
export const groupOrder = Object.keys(groupColumns) as GroupBy[];

export const groupTitle = (by: GroupBy): string => `Menurut ${groupColumns[by].toLowerCase()}`;
