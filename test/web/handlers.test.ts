/** Every unit that can get a ticket handles it like a KPPN (specification.md 1; PER-50/PB/2016). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf } from '../support/drafts.ts';
import { signature, waitingTicket } from '../support/given.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

describe.each([
  ['kanwil-riau', 'KANWIL-04', 'CSO 1 Kanwil Riau'],
  ['kppn-kp', 'KPPN-183', 'CSO 1 KPPN Khusus Penerimaan'],
  ['kppn-kph', 'KPPN-140', 'CSO 1 KPPN Khusus Pinjaman dan Hibah'],
])('%s', (username, unitId, officer) => {
  const ticketOfTheirs = async () => {
    const unit = await web.prisma.unit.findUniqueOrThrow({ where: { id: unitId } });
    const { id, type, name, zone, province } = unit;
    const { viewerIds } = await draftOf(web.prisma);
    const handlingUnit = { id, type, name, zone, province };
    return waitingTicket(web, { handlingUnit, viewerIds: [...new Set([...viewerIds, id])] });
  };

  it('answers its tickets, and the Satker reads it', async () => {
    const reference = await ticketOfTheirs();
    const handler = await web.as(username);
    const fields = { jawaban: 'Sudah kami periksa.', ...(await signature(web.prisma, officer)) };
    const page = await handler.postAndFollow(`/tiket/${reference}/jawaban`, fields);
    expect(page.one('.govuk-tag')).toBe('Selesai');
    const read = await (await web.as('satker-527010')).get(`/tiket/${reference}`);
    expect(read.text).toContain('Sudah kami periksa.');
    expect(read.text).toContain(officer);
  });

  it('sends what it cannot answer to HAI', async () => {
    const reference = await ticketOfTheirs();
    const handler = await web.as(username);
    const page = await handler.postAndFollow(
      `/tiket/${reference}/eskalasi`,
      await signature(web.prisma, officer),
    );
    expect(page.one('.govuk-tag')).toBe('Kirim ke HAI');
    expect((await (await web.as('hai')).get(`/tiket/${reference}`)).status).toBe(200);
  });

  it('has a report of it', async () => {
    const reference = await ticketOfTheirs();
    expect((await (await web.as(username)).get('/laporan')).text).toContain(reference);
  });
});
