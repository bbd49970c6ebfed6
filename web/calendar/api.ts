import { Hono } from 'hono';
import { z } from 'zod';
import type { Web } from '../context.ts';
import { explainDeadline } from '../../calendar/deadline-explained.ts';
import { cleanText } from '../forms/forms.ts';
import { Problem } from '../http/problems.ts';

/**
 * `/api/kalender/jatuh-tempo`: the deadline of a ticket opened at that time, by the current holiday table
 * (specification.md 6).
 */
export const calendarApi = new Hono<Web>();

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const mostDays = 200;
const days = `hari harus berupa bilangan bulat dari 1 sampai ${mostDays}.`;
/** Years with today's zone offsets, whose deadlines RFC 3339 can express. */
const years = 'dibuka harus dari tahun 2000 sampai 2099.';

const query = z.object({
  dibuka: z.iso
    .datetime({ offset: true, error: 'dibuka harus berupa waktu RFC 3339.' })
    .transform((at) => new Date(at))
    .refine((at) => at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 2100, years),
  zona: z
    .string()
    // Use the zone's canonical spelling, because every other one would fill a cache entry of its own (security.md 24).
    .refine((zone) => zones.has(zone), 'zona harus berupa nama zona IANA.')
    .default('Asia/Jakarta'),
  hari: z.coerce.number(days).int(days).min(1, days).max(mostDays, days).default(5),
  provinsi: z.string().transform(cleanText).default(''),
});

calendarApi.get('/jatuh-tempo', async (c) => {
  const parsed = query.safeParse(c.req.query());
  if (!parsed.success) throw new Problem(422, parsed.error.issues[0]?.message ?? 'Permintaan tidak sah.');
  const { dibuka, zona, hari, provinsi } = parsed.data;
  const place = { zone: zona, province: provinsi || null };
  const { dueAt, warnAt, days } = await explainDeadline(c.get('services').prisma, place, dibuka, hari);
  return c.json({ due_at: dueAt.toISOString(), warn_at: warnAt.toISOString(), days });
});
