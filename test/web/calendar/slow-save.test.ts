import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { until } from '../../support/until.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

it('a change that takes longer than its request is saved all the same, and found when it is sent again', async () => {
  const { prisma } = web;
  // No statement alone takes too long, but all together take longer than a transaction's usual five seconds.
  await prisma.$executeRaw`
    CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$`;
  for (const table of ['holiday', 'calendar_change'])
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER slow BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION slow()`,
    );
  const admin = await web.as('admin');
  const day = { tanggal: '2042-05-06', nama: 'Libur', jenis: 'LIBUR_NASIONAL', provinsi: '' };
  const fields = { ...day, simpan: '1', permintaan: randomUUID() };
  expect((await admin.post('/kalender/libur', fields)).status).toBe(503);
  const changes = { where: { summary: { contains: '6 Mei 2042' } } };
  await until('the change', async () => (await prisma.calendarChange.count(changes)) === 1);
  const again = await admin.post('/kalender/libur', fields);
  const { id } = await prisma.calendarChange.findFirstOrThrow(changes);
  expect([again.status, again.location]).toEqual([303, `/kalender/perubahan/${id}`]);
});
