import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { answeredTicket, repliedTicket, signature, thread, waitingTicket } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { describeAct, describeSignature, notOfKppn008 } from '../../../support/acts.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const fields = () => signature(web.prisma, 'CSO 1 Pekanbaru');

const act = {
  path: 'eskalasi',
  given: waitingTicket,
  owner: 'kppn-008',
  fields,
  adds: 'ESCALATED',
  refused: notOfKppn008,
};
describeAct(() => web, act);
describeSignature(() => web, { ...act, prefix: 'eskalasi-', text: 'catatan' });

it('sends the ticket to HAI, shows it in the thread, and lets HAI see the ticket from then on', async () => {
  const reference = await waitingTicket(web);
  const [officer, hai] = [await web.as('kppn-008'), await web.as('hai')];
  expect((await hai.get(`/tiket/${reference}`)).status).toBe(404);
  const page = await officer.postAndFollow(`/tiket/${reference}/eskalasi`, {
    ...(await fields()),
    catatan: 'Sudah dicoba dua kali.',
  });
  expect(page.one('.govuk-tag')).toBe('Kirim ke HAI');
  expect(page.all('.moj-timeline__description').at(-1)).toBe(
    'Tiket anda telah di eskalasi ke HAI DJPBN Sudah dicoba dua kali.',
  );
  expect(page.all('form.act')).toEqual([]);
  expect((await hai.get(`/tiket/${reference}`)).status).toBe(200);
  expect((await hai.get('/hai')).attributes('#daftar a.subject', 'href')).toContain(`/tiket/${reference}`);
});

it('needs no note', async () => {
  const reference = await waitingTicket(web);
  const page = await (await web.as('kppn-008')).postAndFollow(`/tiket/${reference}/eskalasi`, await fields());
  expect(page.all('.moj-timeline__description').at(-1)).toBe('Tiket anda telah di eskalasi ke HAI DJPBN');
});

it('refuses a note that is too long', async () => {
  const reference = await waitingTicket(web);
  const long = { ...(await fields()), catatan: 'x'.repeat(20_001) };
  const page = await (await web.as('kppn-008')).post(`/tiket/${reference}/eskalasi`, long);
  expect(page.status).toBe(422);
  expect(page.faultAt('eskalasi-catatan')).toBe('Catatan paling panjang 20.000 karakter.');
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED']);
});

test.each([
  ['was answered', answeredTicket, 'Tiket ini sudah selesai. Tindakan terakhir oleh CSO 1 Pekanbaru'],
  [
    'was escalated and answered by HAI',
    repliedTicket,
    'Tiket ini sudah dikirim ke HAI. Tindakan terakhir oleh HAI-DJPBN',
  ],
])('is refused when the ticket %s', async (_, given, message) => {
  const reference = await given(web);
  const before = await thread(web.prisma, reference);
  const page = await (
    await web.as('kppn-008')
  ).post(`/tiket/${reference}/eskalasi`, { ...(await fields()), catatan: 'Terlambat' });
  expect(page.status).toBe(409);
  expect(page.one('.govuk-error-summary')).toContain(message);
  expect(page.value('#salin-1')).toBe('Terlambat');
  expect(await thread(web.prisma, reference)).toEqual(before);
});
