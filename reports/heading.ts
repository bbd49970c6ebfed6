/** The lines below a report's title: unit, period, filter, when and by whom it was made (specification.md 7). */
import { firstYear, formatDay, formatInstant } from '../domain/dates.ts';
import { isKuasaBun } from '../domain/roles.ts';
import { askerTypeLabels, methodLabels, serviceLabels, slaStateLabels } from '../domain/values.ts';
import type { FilterNames } from '../lists/filter-names.ts';
import type { Reader, TicketFilter } from '../lists/ticket-filter.ts';
import { statusNames } from './summary.ts';

/** The reader, as named in a report's heading. */
export interface ReportReader extends Reader {
  unitName: string;
  displayName: string;
}

/** @param at the instant of the report */
export const headingOf = (
  reader: ReportReader,
  filter: TicketFilter,
  at: Date,
  names: FilterNames,
): string[] => [
  `Unit: ${reader.unitName}`,
  `Periode: ${periodText(filter, reader)}`,
  `Filter: ${filterText(filter, names)}`,
  `Dicetak ${formatInstant(at, reader.zone)} oleh ${reader.displayName}`,
];

/** The lines above a signature; who signs writes the place in. Only an office of the treasury has a *Kepala*. */
export const signatureOf = (
  reader: Pick<ReportReader, 'unitName' | 'unitType' | 'zone'>,
  at: Date,
): string[] => [
  `........................, ${formatDay(at, reader.zone)}`,
  `${isKuasaBun(reader) ? 'Kepala ' : ''}${reader.unitName},`,
];

/** What the list covers: the filter's days or, without them, the year and what is still open from before it. */
export function periodText(
  { dari, sampai, status }: TicketFilter,
  { year, zone }: Pick<Reader, 'year' | 'zone'>,
): string {
  const day = (iso: string): string => formatDay(new Date(`${iso}T12:00:00Z`), zone);
  if (dari && sampai) return `${day(dari)} s.d. ${day(sampai)}`;
  if (dari) return `sejak ${day(dari)}`;
  if (sampai) return `sampai ${day(sampai)}`;
  return status === 'RESOLVED' || year === firstYear
    ? `tahun ${year}`
    : `tahun ${year} dan yang belum selesai dari tahun sebelumnya`;
}

/** The filter in words, without the period. */
export function filterText(filter: TicketFilter, names: FilterNames): string {
  const { q, status, layanan, metode, jenis, satker, unit, petugas, sla } = filter;
  const words = [
    q && `teks “${q}”`,
    status && `status ${statusNames[status]}`,
    layanan && `layanan ${serviceLabels[layanan]}`,
    metode && `metode ${methodLabels[metode]}`,
    jenis && `penanya ${askerTypeLabels[jenis]}`,
    satker && `satker ${satker}`,
    unit && `unit ${names.unit ?? unit}`,
    petugas && `CSO/SSO ${names.officer ?? 'tidak dikenal'}`,
    sla && `SLA ${slaStateLabels[sla]}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? 'semua tiket' : words.join(', ');
}
