/** Days off, national and of one province (specification.md 6). */
import type { PrismaClient } from '../generated/client.ts';
import type { HolidayCreateManyInput } from '../generated/models.ts';
import { readCsv } from './csv.ts';

/** Fills only an empty table: a day that the administrator deleted must not come back. */
export async function loadHolidays(prisma: PrismaClient): Promise<void> {
  if ((await prisma.holiday.findFirst()) !== null) return;
  await prisma.holiday.createMany({
    data: [...(await national()), ...(await regional())],
    skipDuplicates: true,
  });
}

async function national(): Promise<HolidayCreateManyInput[]> {
  const rows = await readCsv('holidays-id.csv', ['date', 'name_id', 'kind']);
  return rows.map((row) => ({
    date: new Date(row.date),
    name: row.name_id,
    kind: row.kind === 'cuti_bersama' ? 'CUTI_BERSAMA' : 'LIBUR_NASIONAL',
  }));
}

async function regional(): Promise<HolidayCreateManyInput[]> {
  const rows = await readCsv('holidays-regional.csv', ['date', 'name_id', 'scope']);
  return rows.map((row) => ({
    date: new Date(row.date),
    province: row.scope,
    name: row.name_id,
    kind: 'LIBUR_NASIONAL',
  }));
}
