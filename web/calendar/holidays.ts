/** Days off in an administrator's forms (specification.md 6). */
import type { Option } from '../forms/types.ts';
import { DateTime } from 'luxon';
import type { Holiday, HolidayKind, PrismaClient } from '../../prisma/generated/client.ts';
import { readDay } from '../../domain/dates.ts';
import { notFound } from '../http/problems.ts';
import type { WebContext } from '../context.ts';

export interface Day {
  /** YYYY-MM-DD */
  date: string;
  /** Empty for the whole country. */
  province: string;
  name: string;
  kind: HolidayKind;
}

export const kindLabels: Record<HolidayKind, string> = {
  LIBUR_NASIONAL: 'Libur nasional',
  CUTI_BERSAMA: 'Cuti bersama',
};

export const kindOf = ({ province, kind }: Pick<Day, 'province' | 'kind'>): string =>
  province === '' ? kindLabels[kind] : kind === 'CUTI_BERSAMA' ? 'Cuti bersama daerah' : 'Libur daerah';

/** "17 Agustus 2026" */
export const dateText = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc' }).setLocale('id').toFormat('d LLLL yyyy');

/** "Senin" */
export const weekdayText = (date: string): string =>
  DateTime.fromISO(date, { zone: 'utc' }).setLocale('id').toFormat('cccc');

/** "libur nasional 17 Agustus 2026 (Hari Kemerdekaan RI)", with the province where it holds in one only. */
export const dayText = (day: Day): string =>
  `${kindOf(day).toLowerCase()} ${dateText(day.date)}${day.province === '' ? '' : ` di ${day.province}`} (${day.name})`;

export const dayOf = ({ date, province, name, kind }: Holiday): Day => ({
  date: date.toISOString().slice(0, 10),
  province,
  name,
  kind,
});

/** The database row of a day. */
export const rowOf = ({ date, ...rest }: Day) => ({ date: new Date(date), ...rest });

export const dayKey = ({ date, province }: Pick<Day, 'date' | 'province'>) => ({
  date_province: { date: new Date(date), province },
});

/** Provinces with a unit, sorted. */
export async function provinces(prisma: Pick<PrismaClient, '$queryRaw'>): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ province: string }[]>`
    SELECT DISTINCT province FROM unit WHERE province IS NOT NULL ORDER BY province`;
  return rows.map(({ province }) => province);
}

const nationwide = 'nasional';

export const everywhere = 'Seluruh Indonesia';

export const provinceOptions = (names: string[]): Option[] => [
  { value: '', label: everywhere },
  ...names.map((name) => ({ value: name, label: name })),
];

/** The path of a day's pages. */
export const dayAddress = ({ date, province }: Pick<Day, 'date' | 'province'>): string =>
  `/kalender/libur/${date}/${encodeURIComponent(province === '' ? nationwide : province)}`;

/** The field that a day's box on the year's page sends when it is ticked. */
export const tickOf = ({ date, province }: Pick<Day, 'date' | 'province'>): string =>
  `hari:${date} ${province}`;

/** The day in the request's address. @throws Problem 404 */
export async function addressedDay(c: WebContext): Promise<Day> {
  const { tanggal = '', wilayah = '' } = c.req.param();
  if (readDay(tanggal) !== tanggal) throw notFound();
  const province = wilayah === nationwide ? '' : wilayah.toWellFormed().replaceAll('\0', '');
  const day = await c
    .get('services')
    .prisma.holiday.findUnique({ where: dayKey({ date: tanggal, province }) });
  if (!day) throw notFound();
  return dayOf(day);
}
