/** Days off in an administrator's forms (specification.md 6). */
import type { Option } from '../forms/types.ts';
import { dayKey, dayOf, placeOf } from '../../calendar/rows.ts';
import type { Day } from '../../calendar/rows.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { readDay } from '../../domain/dates.ts';
import { notFound } from '../http/problems.ts';
import type { WebContext } from '../context.ts';

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
export const tickOf = (day: Pick<Day, 'date' | 'province'>): string => `hari:${placeOf(day)}`;

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
