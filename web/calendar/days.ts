import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { editOf } from '../../calendar/edits.ts';
import { dayKey, dayOf, dayText, kindLabels } from '../../calendar/rows.ts';
import type { Day } from '../../calendar/rows.ts';
import { decide } from './decide.ts';
import { date, lineName } from './fields.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { check, fillAll, queryText, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { addressedDay, dayAddress, provinceOptions, provinces, tickOf } from './holidays.ts';
import { leadRepeated } from '../forms/once.ts';
import { optionsOf } from '../forms/options.ts';
import type { HolidayFormPage } from './types.ts';
import { Problem } from '../http/problems.ts';
import { traits } from '../http/traits.ts';

/** Days off: add, change, delete (specification.md 6). */
export const calendarDays = new Hono<Web>();

const kinds = ['LIBUR_NASIONAL', 'CUTI_BERSAMA'] as const;

const form = (known: string[]) =>
  z.object({
    tanggal: date('Tanggal'),
    provinsi: z.enum(['', ...known], { error: 'Wilayah tidak dikenal.' }).default(''),
    nama: lineName,
    jenis: z.enum(kinds, { error: 'Jenis harus dipilih.' }),
  });

calendarDays.get('/libur/baru', (c) => formPage(c, null, { tanggal: queryText(c, 'tanggal') }, {}));

calendarDays.post('/libur', traits({ shownAt: '/kalender/libur/baru' }), leadRepeated, (c) =>
  submit(c, false),
);

calendarDays.get('/libur/:tanggal/:wilayah/ubah', async (c) => {
  const day = await addressedDay(c);
  return formPage(c, day, fieldsOf(day), {});
});

calendarDays.post(
  '/libur/:tanggal/:wilayah/ubah',
  traits({ shownAt: '/kalender/libur/:tanggal/:wilayah/ubah' }),
  leadRepeated,
  (c) => submit(c, true),
);

calendarDays.get('/libur/:tanggal/:wilayah/hapus', (c) => remove(c, {}));

calendarDays.post(
  '/libur/:tanggal/:wilayah/hapus',
  traits({ shownAt: '/kalender/libur/:tanggal/:wilayah/hapus' }),
  leadRepeated,
  async (c) => remove(c, await readForm(c)),
);

/** The preview asks for confirmation. */
async function remove(c: WebContext, fields: Fields): Promise<Response> {
  const day = await addressedDay(c);
  return decide(c, fields, editOf([{ table: 'holiday', before: day, after: null }]), yearOf(day));
}

/** The rows of the year's page that are ticked, as one change. */
calendarDays.post('/libur/hapus', traits({ shownAt: '/kalender' }), leadRepeated, async (c) => {
  const fields = await readForm(c);
  const known = await c.get('services').prisma.holiday.findMany({ orderBy: [{ date: 'asc' }] });
  const days = known.map(dayOf).filter((day) => Object.hasOwn(fields, tickOf(day)));
  const [first] = days;
  if (!first) throw new Problem(422, 'Belum ada hari libur yang dipilih untuk dihapus.');
  const edit = editOf(
    days.map((day) => ({ table: 'holiday', before: day, after: null })),
    `Dihapus: ${days.length === 1 ? dayText(first) : `${days.length} hari libur`}`,
  );
  return decide(c, fields, edit, yearOf(first));
});

async function submit(c: WebContext, addressed: boolean): Promise<Response> {
  const fields = await readForm(c);
  const { prisma } = c.get('services');
  const before = addressed ? await addressedDay(c) : null;
  const read = check(form(await provinces(prisma)), fields);
  if (!read.ok) return formPage(c, before, fields, read.errors, fillAll);
  const { tanggal: date, provinsi: province, nama: name, jenis: kind } = read.value;
  const day: Day = { date, province, name, kind };
  const moves = before === null || dayAddress(before) !== dayAddress(day);
  if (moves && (await prisma.holiday.findUnique({ where: dayKey(day) }))) {
    return formPage(c, before, fields, { tanggal: 'Tanggal ini sudah ada di kalender untuk wilayah itu.' });
  }
  return decide(c, fields, editOf([{ table: 'holiday', before, after: day }]), yearOf(day));
}

const yearOf = ({ date }: Day): string => `/kalender?tahun=${date.slice(0, 4)}`;

const fieldsOf = ({ date, province, name, kind }: Day): Fields => ({
  tanggal: date,
  provinsi: province,
  nama: name,
  jenis: kind,
});

async function formPage(
  c: WebContext,
  before: Day | null,
  typed: Fields,
  errors: FieldErrors,
  message: string | null = null,
): Promise<Response> {
  const names = await provinces(c.get('services').prisma);
  const data: HolidayFormPage = {
    title: before === null ? 'Tambah Hari Libur' : 'Ubah Hari Libur',
    action: before === null ? '/kalender/libur' : `${dayAddress(before)}/ubah`,
    permintaan: randomUUID(),
    provinces: provinceOptions(names),
    kinds: optionsOf(kinds, kindLabels),
    typed,
    errors,
    message,
  };
  return page(c, 'calendar/day', data.title, data, Object.keys(errors).length > 0 ? 422 : 200);
}
