import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { hoursText } from '../../domain/service-hours.ts';
import type { Hours } from '../../domain/service-hours.ts';
import type { Prisma, ServicePeriod } from '../../prisma/generated/client.ts';
import type { CalendarEdit } from '../../tickets/calendar-change.ts';
import { decide } from './decide.ts';
import { date, lineName, serviceHours } from './fields.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { check, fillAll, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { dateText } from './holidays.ts';
import { rowNumber } from '../page/newest.ts';
import { leadRepeated } from '../forms/once.ts';
import type { PeriodFormPage } from './types.ts';
import { notFound } from '../http/problems.ts';
import { traits } from '../http/traits.ts';

/** Periods with other service hours, such as Ramadan (specification.md 6). */
export const calendarPeriods = new Hono<Web>();

const form = z
  .object({
    nama: lineName,
    dari: date('Hari pertama'),
    sampai: date('Hari terakhir'),
    jam: serviceHours,
  })
  .refine(({ dari, sampai }) => dari <= sampai, {
    path: ['sampai'],
    error: 'Hari terakhir tidak boleh sebelum hari pertama.',
  });

calendarPeriods.get('/periode/baru', (c) => formPage(c, null, {}, {}));
calendarPeriods.post('/periode', traits({ shownAt: '/kalender/periode/baru' }), leadRepeated, (c) =>
  submit(c, false),
);
calendarPeriods.get('/periode/:id/ubah', async (c) => {
  const known = await addressedPeriod(c);
  return formPage(c, known, fieldsOf(known), {});
});
calendarPeriods.post(
  '/periode/:id/ubah',
  traits({ shownAt: '/kalender/periode/:id/ubah' }),
  leadRepeated,
  (c) => submit(c, true),
);
calendarPeriods.get('/periode/:id/hapus', (c) => remove(c, {}));
calendarPeriods.post(
  '/periode/:id/hapus',
  traits({ shownAt: '/kalender/periode/:id/hapus' }),
  leadRepeated,
  async (c) => remove(c, await readForm(c)),
);

async function submit(c: WebContext, addressed: boolean): Promise<Response> {
  const fields = await readForm(c);
  const before = addressed ? await addressedPeriod(c) : null;
  const read = check(form, fields);
  if (!read.ok) return formPage(c, before, fields, read.errors);
  const { nama: name, dari, sampai, jam } = read.value;
  const data = { name, firstDay: new Date(dari), lastDay: new Date(sampai), hours: asJson(jam) };
  const over = await c.get('services').prisma.servicePeriod.findFirst({
    where: { id: { not: before?.id ?? 0 }, firstDay: { lte: data.lastDay }, lastDay: { gte: data.firstDay } },
  });
  if (over) return formPage(c, before, fields, { dari: `Bertumpang tindih dengan ${textOf(over)}.` });
  const after = textOf({ ...data, hours: asJson(jam) });
  const summary = before ? `Diubah: ${textOf(before)} menjadi ${after}` : `Ditambahkan: ${after}`;
  const apply: CalendarEdit['apply'] = async (tx) => {
    if (before) await tx.servicePeriod.update({ where: { id: before.id }, data });
    else await tx.servicePeriod.create({ data });
  };
  return decide(c, fields, { summary, detail: [summary], apply }, '/kalender/jam');
}

/** The preview asks for confirmation. */
async function remove(c: WebContext, fields: Fields): Promise<Response> {
  const { id, ...known } = await addressedPeriod(c);
  const summary = `Dihapus: ${textOf(known)}`;
  const apply: CalendarEdit['apply'] = async (tx) =>
    void (await tx.servicePeriod.deleteMany({ where: { id } }));
  return decide(c, fields, { summary, detail: [summary], apply }, '/kalender/jam');
}

/** @throws Problem 404 */
async function addressedPeriod(c: WebContext): Promise<ServicePeriod> {
  const id = rowNumber(c.req.param('id') ?? '');
  const known = id && (await c.get('services').prisma.servicePeriod.findUnique({ where: { id } }));
  if (!known) throw notFound();
  return known;
}

/** Hours from the database's JSON, and back. */
export const asJson = (hours: Hours) => hours as unknown as Prisma.InputJsonArray;
export const hoursOf = ({ hours }: { hours: Prisma.JsonValue }): Hours => hours as unknown as Hours;

/** A date of the database as YYYY-MM-DD. */
export const dateOf = (day: Date): string => day.toISOString().slice(0, 10);

/** "jam layanan Ramadan 18 Februari 2026 sampai 19 Maret 2026 (08.00–15.00)" */
const textOf = (period: { name: string; firstDay: Date; lastDay: Date; hours: unknown }): string =>
  `jam layanan ${period.name} ${dateText(dateOf(period.firstDay))} sampai ${dateText(dateOf(period.lastDay))} (${hoursText(period.hours as Hours)})`;

const fieldsOf = (period: ServicePeriod): Fields => ({
  nama: period.name,
  dari: dateOf(period.firstDay),
  sampai: dateOf(period.lastDay),
  jam: hoursText(hoursOf(period)),
});

function formPage(
  c: WebContext,
  before: ServicePeriod | null,
  typed: Fields,
  errors: FieldErrors,
): Promise<Response> {
  const wrong = Object.keys(errors).length > 0;
  const data: PeriodFormPage = {
    title: before === null ? 'Tambah Jam Layanan Khusus' : 'Ubah Jam Layanan Khusus',
    action: before === null ? '/kalender/periode' : `/kalender/periode/${before.id}/ubah`,
    permintaan: randomUUID(),
    typed,
    errors,
    message: wrong ? fillAll : null,
  };
  return page(c, 'calendar/period', data.title, data, wrong ? 422 : 200);
}
