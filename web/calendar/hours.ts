import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { hoursText } from '../../domain/service-hours.ts';
import type { SlaSetting } from '../../prisma/generated/client.ts';
import type { CalendarEdit } from '../../tickets/calendar-change.ts';
import { decide } from './decide.ts';
import { serviceHours, workingDays } from './fields.ts';
import { asJson, dateOf, hoursOf } from './periods.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { check, fillAll, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { dateText } from './holidays.ts';
import { leadRepeated } from '../forms/once.ts';
import type { HoursPage } from './types.ts';
import { traits } from '../http/traits.ts';

/** Ordinary service hours and the numbers of working days (specification.md 6). */
export const calendarHours = new Hono<Web>();

const settings = z.object({
  jam: serviceHours,
  hari: workingDays('Batas waktu', 1),
  otomatis: workingDays('Penyelesaian otomatis', 0),
});

calendarHours.get('/jam', async (c) => {
  const setting = await settingOf(c);
  return hoursPage(c, fieldsOf(setting), {});
});

calendarHours.post('/jam', traits({ shownAt: '/kalender/jam' }), leadRepeated, async (c) => {
  const fields = await readForm(c);
  const read = check(settings, fields);
  if (!read.ok) return hoursPage(c, fields, read.errors);
  const { jam: hours, hari, otomatis } = read.value;
  const before = await settingOf(c);
  const changes = [
    changeOf('Jam layanan', hoursText(hoursOf(before)), hoursText(hours)),
    changeOf('Batas waktu', `${before.workingDays} hari kerja`, `${hari} hari kerja`),
    changeOf('Penyelesaian otomatis', automatic(before.autoCompleteWorkingDays), automatic(otomatis)),
  ].filter((change) => change !== null);
  if (changes.length === 0) return hoursPage(c, fields, {}, 'Tidak ada yang diubah.');
  const data = { hours: asJson(hours), workingDays: hari, autoCompleteWorkingDays: otomatis };
  const edit: CalendarEdit = {
    summary: changes.join('; '),
    detail: changes,
    apply: async (tx) => void (await tx.slaSetting.update({ where: { id: 1 }, data })),
  };
  return decide(c, fields, edit, '/kalender/jam');
});

const automatic = (count: number): string => (count === 0 ? 'dimatikan' : `${count} hari kerja`);

const changeOf = (label: string, before: string, after: string): string | null =>
  before === after ? null : `${label}: ${before} menjadi ${after}`;

const settingOf = (c: WebContext): Promise<SlaSetting> =>
  c.get('services').prisma.slaSetting.findUniqueOrThrow({ where: { id: 1 } });

const fieldsOf = ({ hours, workingDays, autoCompleteWorkingDays }: SlaSetting): Fields => ({
  jam: hoursText(hoursOf({ hours })),
  hari: String(workingDays),
  otomatis: String(autoCompleteWorkingDays),
});

async function hoursPage(
  c: WebContext,
  typed: Fields,
  errors: FieldErrors,
  message: string | null = null,
): Promise<Response> {
  const periods = await c.get('services').prisma.servicePeriod.findMany({ orderBy: { firstDay: 'desc' } });
  const data: HoursPage = {
    permintaan: randomUUID(),
    typed,
    errors,
    message: Object.keys(errors).length > 0 ? fillAll : message,
    periods: periods.map(({ id, name, firstDay, lastDay, hours }) => ({
      href: `/kalender/periode/${id}`,
      name,
      first: dateText(dateOf(firstDay)),
      last: dateText(dateOf(lastDay)),
      hours: hoursText(hoursOf({ hours })),
    })),
  };
  return page(c, 'calendar/hours', 'Jam Layanan dan Batas Waktu', data, data.message === null ? 200 : 422);
}
