/** The two lists of tickets: Rekap Tiket (specification.md 4) and Laporan Layanan/Permasalahan (specification.md 7). */
import { mayReport, sees } from './roles.ts';
import type { Person } from './roles.ts';

/** By their name in addresses; the titles are those of pages and files. */
export const listTitles = { tiket: 'Rekap Tiket', laporan: 'Laporan Layanan/Permasalahan' } as const;
export type ListName = keyof typeof listTitles;
export const listNames = Object.keys(listTitles) as ListName[];

/** Who may open the list, as a page or as a file. */
export const mayList = (person: Person, list: ListName): boolean =>
  list === 'laporan' ? mayReport(person) : sees(person) !== 'none';
