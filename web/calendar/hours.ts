import type { FieldErrors } from '../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { hoursText } from '../../domain/service-hours.ts';
import { editOf } from '../../calendar/edits.ts';
import { dateText, periodOf, settingsOf } from '../../calendar/rows.ts';
import type { Settings } from '../../calendar/rows.ts';
import { decide } from './decide.ts';
import { serviceHours, workingDays } from './fields.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { check, fillAll, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
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

calendarHours.get('/jam', async (c) => hoursPage(c, fieldsOf(await currentSettings(c)), {}));

calendarHours.post('/jam', traits({ shownAt: '/kalender/jam' }), leadRepeated, async (c) => {
  const fields = await readForm(c);
  const read = check(settings, fields);
  if (!read.ok) return hoursPage(c, fields, read.errors);
  const { jam: hours, hari, otomatis } = read.value;
  const before = await currentSettings(c);
  const after = { hours, workingDays: hari, autoCompleteWorkingDays: otomatis };
  return decide(c, fields, editOf([{ table: 'settings', before, after }]), '/kalender/jam');
});

const currentSettings = async (c: WebContext): Promise<Settings> =>
  settingsOf(await c.get('services').prisma.slaSetting.findUniqueOrThrow({ where: { id: 1 } }));

const fieldsOf = ({ hours, workingDays, autoCompleteWorkingDays }: Settings): Fields => ({
  jam: hoursText(hours),
  hari: String(workingDays),
  otomatis: String(autoCompleteWorkingDays),
});

async function hoursPage(c: WebContext, typed: Fields, errors: FieldErrors): Promise<Response> {
  const wrong = Object.keys(errors).length > 0;
  const periods = await c.get('services').prisma.servicePeriod.findMany({ orderBy: { firstDay: 'desc' } });
  const data: HoursPage = {
    permintaan: randomUUID(),
    typed,
    errors,
    message: wrong ? fillAll : null,
    periods: periods.map((row) => {
      const { name, first, last, hours } = periodOf(row);
      return {
        href: `/kalender/periode/${row.id}`,
        name,
        first: dateText(first),
        last: dateText(last),
        hours: hoursText(hours),
      };
    }),
  };
  return page(c, 'calendar/hours', 'Jam Layanan dan Batas Waktu', data, wrong ? 422 : 200);
}
