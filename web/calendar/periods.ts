import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { hoursText } from '../../domain/service-hours.ts';
import { editOf } from '../../calendar/edits.ts';
import { periodOf, periodText } from '../../calendar/rows.ts';
import type { SpecialHours } from '../../calendar/rows.ts';
import type { ServicePeriod } from '../../prisma/generated/client.ts';
import { decide } from './decide.ts';
import { date, lineName, serviceHours } from './fields.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { check, fillAll, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
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
  const { nama: name, dari: first, sampai: last, jam: hours } = read.value;
  const over = await c.get('services').prisma.servicePeriod.findFirst({
    where: {
      id: { not: before?.id ?? 0 },
      firstDay: { lte: new Date(last) },
      lastDay: { gte: new Date(first) },
    },
  });
  if (over)
    return formPage(c, before, fields, { dari: `Bertumpang tindih dengan ${periodText(periodOf(over))}.` });
  return decideOn(c, fields, before, { name, first, last, hours });
}

/** The preview asks for confirmation. */
async function remove(c: WebContext, fields: Fields): Promise<Response> {
  return decideOn(c, fields, await addressedPeriod(c), null);
}

const decideOn = (c: WebContext, fields: Fields, before: ServicePeriod | null, after: SpecialHours | null) =>
  decide(
    c,
    fields,
    editOf([{ table: 'period', before: before && periodOf(before), after }]),
    '/kalender/jam',
  );

/** @throws Problem 404 */
async function addressedPeriod(c: WebContext): Promise<ServicePeriod> {
  const id = rowNumber(c.req.param('id') ?? '');
  const known = id && (await c.get('services').prisma.servicePeriod.findUnique({ where: { id } }));
  if (!known) throw notFound();
  return known;
}

function fieldsOf(row: ServicePeriod): Fields {
  const { name, first, last, hours } = periodOf(row);
  return { nama: name, dari: first, sampai: last, jam: hoursText(hours) };
}

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
