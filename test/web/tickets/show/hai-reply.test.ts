import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { answeredTicket, escalatedTicket, repliedTicket, signature, thread } from '../../../support/given.ts';
import { without } from '../../../support/visitor.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { describeAct, notOfKppn008 } from '../../../support/acts.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

describeAct(() => web, {
  path: 'balasan-hai',
  given: escalatedTicket,
  owner: 'hai',
  fields: async () => ({ balasan: 'Silakan unggah ulang SPM.' }),
  adds: 'HAI_REPLIED',
  refused: without({ ...notOfKppn008, 'kppn-008': 403 }, 'hai'),
});

it('is in the thread for HAI, the unit and the asker, and the officer may complete', async () => {
  const reference = await escalatedTicket(web);
  const hai = await web.as('hai');
  expect((await hai.get(`/tiket/${reference}`)).attributes('form.act', 'action')).toEqual([
    `/tiket/${reference}/balasan-hai`,
  ]);
  await hai.postAndFollow(`/tiket/${reference}/balasan-hai`, { balasan: 'Silakan unggah ulang SPM.' });
  for (const username of ['hai', 'kppn-008', 'satker-527010', 'kanwil-riau']) {
    const page = await (await web.as(username)).get(`/tiket/${reference}`);
    expect(page.one('.govuk-tag')).toBe('Kirim ke HAI, sudah dibalas HAI');
    expect(page.all('.moj-timeline__byline').at(-1)).toBe('oleh HAI-DJPBN');
    expect(page.all('.moj-timeline__description').at(-1)).toBe('Silakan unggah ulang SPM.');
  }
});

it('may be followed by another', async () => {
  const reference = await repliedTicket(web);
  const hai = await web.as('hai');
  const page = await hai.postAndFollow(`/tiket/${reference}/balasan-hai`, {
    balasan: 'Tambahan: sertakan ADK.',
  });
  expect(page.all('.thread__item h3').slice(2)).toEqual(['Balasan HAI-DJPBN', 'Balasan HAI-DJPBN']);
});

test.each([
  ['', 'Balasan harus diisi.'],
  ['x'.repeat(20_001), 'Balasan paling panjang 20.000 karakter.'],
])('needs a text of valid length', async (balasan, message) => {
  const reference = await escalatedTicket(web);
  const page = await (await web.as('hai')).post(`/tiket/${reference}/balasan-hai`, { balasan });
  expect(page.status).toBe(422);
  expect(page.faultAt('balasan-hai-balasan')).toBe(message);
  expect(page.value('#balasan-hai-balasan')).toBe(balasan);
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED']);
});

it('is refused after the ticket was completed, and the text is kept', async () => {
  const reference = await repliedTicket(web);
  const officer = await web.as('kppn-008');
  await officer.postAndFollow(
    `/tiket/${reference}/penyelesaian`,
    await signature(web.prisma, 'CSO 1 Pekanbaru'),
  );
  const before = await thread(web.prisma, reference);
  const page = await (await web.as('hai')).post(`/tiket/${reference}/balasan-hai`, { balasan: 'Terlambat' });
  expect(page.status).toBe(409);
  expect(page.one('.govuk-error-summary')).toContain(
    'Tiket ini sudah selesai. Tindakan terakhir oleh CSO 1 Pekanbaru',
  );
  expect(page.value('#salin-1')).toBe('Terlambat');
  expect(await thread(web.prisma, reference)).toEqual(before);
});

it('to a ticket that was never at HAI finds no such ticket', async () => {
  const reference = await answeredTicket(web);
  const reply = await (await web.as('hai')).post(`/tiket/${reference}/balasan-hai`, { balasan: 'Halo' });
  expect(reply.status).toBe(404);
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ANSWERED']);
});

it('and a completion at once lead to one order of events', async () => {
  const reference = await repliedTicket(web);
  const [hai, officer] = [await web.as('hai'), await web.as('kppn-008')];
  const signed = await signature(web.prisma, 'CSO 1 Pekanbaru');
  const [reply, completion] = await Promise.all([
    hai.post(`/tiket/${reference}/balasan-hai`, { balasan: 'Satu lagi', permintaan: randomUUID() }),
    officer.post(`/tiket/${reference}/penyelesaian`, signed),
  ]);
  expect(completion.status).toBe(303);
  const events = (await thread(web.prisma, reference)).slice(3);
  if (reply.status === 303) expect(events).toEqual(['HAI_REPLIED', 'COMPLETED']);
  else {
    expect(reply.status).toBe(409);
    expect(['COMPLETED', 'COMPLETED,HAI_REPLY_REFUSED']).toContain(events.join());
  }
});
