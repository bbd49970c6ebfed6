import type { FieldErrors, Option } from '../forms/types.ts';
import { Hono } from 'hono';
import { formatInstant, readInstant, zoneName } from '../../domain/dates.ts';
import type { Place } from '../../calendar/tables.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Web } from '../context.ts';
import { explainDeadline } from '../../calendar/deadline-explained.ts';
import type { ExplainedDay } from '../../calendar/deadline-explained.ts';
import { queryText } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { dateText, weekdayText } from '../../calendar/rows.ts';
import type { CalculatorPage } from './types.ts';

/** The deadline calculator, open to every account since it reveals nothing about tickets. */
export const calendarCalculator = new Hono<Web>();

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

calendarCalculator.get('/kalkulator', async (c) => {
  const { prisma } = c.get('services');
  const [opened, where, unit, days] = ['dibuka', 'tempat', 'unit', 'hari'].map((name) => queryText(c, name));
  const typed = { dibuka: opened ?? '', tempat: where || zones[0] || '', unit: unit ?? '', hari: days ?? '' };
  const places = await placesOf(prisma);
  const errors: FieldErrors = {};
  const place = typed.unit ? await unitPlace(prisma, typed.unit) : places.get(typed.tempat);
  if (!place) errors[typed.unit ? 'unit' : 'tempat'] = 'Unit atau tempat ini tidak dikenal.';
  const openedAt = place ? readInstant(typed.dibuka, place.zone) : null;
  if (place && typed.dibuka && !openedAt)
    errors['dibuka'] = 'Tulis tanggal dan jam dari tahun 2000 sampai 2099, misalnya 13/08/2026 18.30.';
  const count = /^[1-9]\d{0,2}$/.test(typed.hari) ? Number(typed.hari) : null;
  if (typed.hari && (count === null || count > 200))
    errors['hari'] = 'Jumlah hari kerja harus dari 1 sampai 200.';
  const ask = place && openedAt && Object.keys(errors).length === 0;
  const data: CalculatorPage = {
    places: [...places].map(([value, known]): Option => ({ value, label: placeLabel(known) })),
    typed,
    errors,
    message: null,
    result: ask ? await resultOf(prisma, place, openedAt, count) : null,
  };
  return page(
    c,
    'calendar/calculator',
    'Kalkulator Batas Waktu',
    data,
    Object.keys(errors).length > 0 ? 422 : 200,
  );
});

async function resultOf(prisma: PrismaClient, place: Place, openedAt: Date, count: number | null) {
  const { dueAt, warnAt, days } = await explainDeadline(prisma, place, openedAt, count);
  return {
    place: placeLabel(place),
    openedAt: formatInstant(openedAt, place.zone),
    dueAt: formatInstant(dueAt, place.zone),
    warnAt: formatInstant(warnAt, place.zone),
    days: days.map((day) => ({
      counted: day.count !== null,
      date: `${weekdayText(day.date)}, ${dateText(day.date)}`,
      count: countText(day.count, days.at(-1) === day),
      why: whyText(day),
    })),
  };
}

function countText(count: number | null, last: boolean): string {
  if (count === null) return 'Tidak dihitung';
  const text = count === 0 ? 'Hari 0, hari diterima' : `Hari kerja ${count}`;
  return last ? `${text}, batas waktu` : text;
}

function whyText({ why, holiday, hours }: ExplainedDay): string {
  switch (why) {
    case 'COUNTED':
      return `Jam layanan ${hours}`;
    case 'AFTER_HOURS':
      return `Masuk setelah jam layanan ${hours}`;
    case 'WEEKEND':
      return holiday === null ? 'Akhir pekan' : `Akhir pekan, ${holiday}`;
    case 'HOLIDAY':
      return holiday ?? 'Hari libur';
  }
}

const placeLabel = ({ zone, province }: Place): string =>
  province === null ? `${zoneName(zone)}, tanpa libur daerah` : `${province} (${zoneName(zone)})`;

/** The zones, and each province with a unit, by the field's value. */
async function placesOf(prisma: PrismaClient): Promise<Map<string, Place>> {
  const rows = await prisma.unit.findMany({
    where: { type: { in: ['KPPN', 'KANWIL'] }, province: { not: null } },
    distinct: ['province'],
    orderBy: { province: 'asc' },
    select: { province: true, zone: true },
  });
  const national = zones.map((zone): [string, Place] => [zone, { zone, province: null }]);
  return new Map([...national, ...rows.map((row): [string, Place] => [row.province ?? '', row])]);
}

/** The place of a unit given by id or, for a KPPN, by code. */
async function unitPlace(prisma: PrismaClient, typed: string): Promise<Place | undefined> {
  const id = /^\d{3}$/.test(typed) ? `KPPN-${typed}` : typed.toUpperCase();
  if (!/^[A-Z_]+(-\d+)?$/.test(id)) return undefined;
  return (
    (await prisma.unit.findUnique({ where: { id }, select: { zone: true, province: true } })) ?? undefined
  );
}
