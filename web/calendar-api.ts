import { Hono } from 'hono';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { dueAt } from '../domain/calendar.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Web } from './context.ts';
import { cleanText } from './forms.ts';
import { Problem } from './problems.ts';

/** `/api/kalender/jatuh-tempo`: the deadline of a ticket opened then, by the holiday table in use (spec.md section 6). */
export const calendarApi = new Hono<Web>();

const query = z.object({
  dibuka: z.iso
    .datetime({ offset: true, error: 'dibuka harus berupa waktu RFC 3339.' })
    .transform((at) => new Date(at)),
  zona: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'zona harus berupa nama zona IANA.')
    .default('Asia/Jakarta'),
  hari: z.coerce.number().int().min(1).max(1000, 'hari paling banyak 1000.').default(5),
  provinsi: z.string().transform(cleanText).default(''),
});

calendarApi.get('/jatuh-tempo', async (c) => {
  const parsed = query.safeParse(c.req.query());
  if (!parsed.success) throw new Problem(422, parsed.error.issues[0]?.message ?? 'Permintaan tidak sah.');
  const { dibuka, zona, hari, provinsi } = parsed.data;
  const { calendar } = await calendarOf(c.get('services').prisma, { zone: zona, province: provinsi || null });
  return c.json({ due_at: dueAt(dibuka, hari, calendar).toISOString() });
});
