/** The calendar's rows as its pages and changes hold them: plain values, with texts for people. */
import { DateTime } from 'luxon';
import { hoursText } from '../domain/service-hours.ts';
import type { Hours } from '../domain/service-hours.ts';
import type { Period } from '../domain/working-days.ts';
import type { Holiday, HolidayKind, Prisma, ServicePeriod, SlaSetting } from '../prisma/generated/client.ts';

export interface Day {
  /** YYYY-MM-DD */
  date: string;
  /** Empty for the whole country. */
  province: string;
  name: string;
  kind: HolidayKind;
}

/** A day's place in the calendar, which holds one day off for each date and province. */
export const placeOf = ({ date, province }: Pick<Day, 'date' | 'province'>): string => `${date} ${province}`;

/** Days with special service hours. */
export interface SpecialHours extends Period {
  name: string;
}

export type Settings = Omit<SlaSetting, 'id' | 'hours'> & { hours: Hours };

export const dayOf = ({ date, province, name, kind }: Holiday): Day => ({
  date: isoDate(date),
  province,
  name,
  kind,
});

export const periodOf = ({ name, firstDay, lastDay, hours }: ServicePeriod): SpecialHours => ({
  name,
  first: isoDate(firstDay),
  last: isoDate(lastDay),
  hours: hours as unknown as Hours,
});

export const settingsOf = ({ workingDays, autoCompleteWorkingDays, hours }: SlaSetting): Settings => ({
  workingDays,
  autoCompleteWorkingDays,
  hours: hours as unknown as Hours,
});

/** A date of the database as YYYY-MM-DD. */
const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** The database rows. */
export const dayRow = ({ date, ...rest }: Day) => ({ date: new Date(date), ...rest });
export const periodRow = ({ name, first, last, hours }: SpecialHours) => ({
  name,
  firstDay: new Date(first),
  lastDay: new Date(last),
  hours: asJson(hours),
});
export const settingsRow = ({ hours, ...counts }: Settings) => ({ ...counts, hours: asJson(hours) });

const asJson = (hours: Hours) => hours as unknown as Prisma.InputJsonArray;

export const dayKey = ({ date, province }: Pick<Day, 'date' | 'province'>) => ({
  date_province: { date: new Date(date), province },
});

export const kindLabels: Record<HolidayKind, string> = {
  LIBUR_NASIONAL: 'Libur nasional',
  CUTI_BERSAMA: 'Cuti bersama',
};

export const kindText = ({ province, kind }: Pick<Day, 'province' | 'kind'>): string =>
  province === '' ? kindLabels[kind] : kind === 'CUTI_BERSAMA' ? 'Cuti bersama daerah' : 'Libur daerah';

/** "17 Agustus 2026" */
export const dateText = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc' }).setLocale('id').toFormat('d LLLL yyyy');

/** "Senin" */
export const weekdayText = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc' }).setLocale('id').toFormat('cccc');

/** "libur nasional 17 Agustus 2026 (Hari Kemerdekaan RI)", with the province where it holds in one only. */
export const dayText = (day: Day): string =>
  `${kindText(day).toLowerCase()} ${dateText(day.date)}${day.province === '' ? '' : ` di ${day.province}`} (${day.name})`;

/** "jam layanan Ramadan 18 Februari 2026 sampai 19 Maret 2026 (08.00–15.00)" */
export const periodText = ({ name, first, last, hours }: SpecialHours): string =>
  `jam layanan ${name} ${dateText(first)} sampai ${dateText(last)} (${hoursText(hours)})`;
