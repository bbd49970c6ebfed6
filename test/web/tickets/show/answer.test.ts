import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { answeredTicket, escalatedTicket, signature, thread, waitingTicket } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { describeAct, describeSignature, notOfKppn008 } from '../../../support/acts.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const fields = async (over: Record<string, string> = {}) => ({
  jawaban: 'SP2D sudah terbit hari ini.',
  ...(await signature(web.prisma, 'CSO 1 Pekanbaru')),
  ...over,
});

const act = {
  path: 'jawaban',
  given: waitingTicket,
  owner: 'kppn-008',
  fields: () => fields(),
  adds: 'ANSWERED',
  refused: notOfKppn008,
};
describeAct(() => web, act);
describeSignature(() => web, { ...act, prefix: 'jawaban-', text: 'jawaban' });

it('resolves the ticket, and the next page shows the answer to officer and asker', async () => {
  const reference = await waitingTicket(web);
  const officer = await web.as('kppn-008');
  const page = await officer.postAndFollow(`/tiket/${reference}/jawaban`, await fields());
  expect(page.one('.govuk-tag')).toBe('Selesai');
  expect(page.one('p.notice--done[role=status]')).toBe('Jawaban sudah terkirim. Tiket ini selesai.');
  expect((await officer.get(`/tiket/${reference}`)).all('p.notice[role=status]')).toEqual([]);
  expect(page.all('.thread__item h3')).toEqual(['Pertanyaan', 'Jawaban']);
  expect(page.all('.moj-timeline__byline').at(-1)).toBe('oleh CSO 1 Pekanbaru');
  expect(page.all('.moj-timeline__description').at(-1)).toBe('SP2D sudah terbit hari ini.');
  expect(page.all('form.act')).toEqual([]);
  const asker = await web.as('satker-527010');
  const seen = await asker.get(`/tiket/${reference}`);
  expect(seen.all('.moj-timeline__description').at(-1)).toBe('SP2D sudah terbit hari ini.');
  expect((await web.client.workflow.getHandle(reference).describe()).status.name).toBe('COMPLETED');
});

it('may be signed by a colleague of the same unit', async () => {
  const reference = await waitingTicket(web);
  const officer = await web.as('kppn-008');
  const page = await officer.postAndFollow(
    `/tiket/${reference}/jawaban`,
    await fields(await signature(web.prisma, 'SSO 1 Pekanbaru')),
  );
  expect(page.all('.moj-timeline__byline').at(-1)).toBe('oleh SSO 1 Pekanbaru');
  expect(page.all('.facts dd')).toContain('Diinput pada OMSPAN Satker oleh: SSO 1 Pekanbaru');
});

test.each([
  ['', 'Jawaban harus diisi.'],
  [' \r\n\t\0', 'Jawaban harus diisi.'],
  ['x'.repeat(20_001), 'Jawaban paling panjang 20.000 karakter.'],
])('needs an answer of valid length', async (jawaban, message) => {
  const reference = await waitingTicket(web);
  const { petugas } = await fields();
  const page = await (
    await web.as('kppn-008')
  ).post(`/tiket/${reference}/jawaban`, await fields({ jawaban }));
  expect(page.status).toBe(422);
  expect(page.faultAt('jawaban-jawaban')).toBe(message);
  expect(page.value('#jawaban-petugas')).toBe(petugas);
  expect(page.text).not.toContain('demo-cso');
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED']);
});

test.each([
  ['was answered before', answeredTicket, 'Tiket ini sudah selesai.', ['RECORDED', 'ANSWERED']],
  ['is with HAI', escalatedTicket, 'Tiket ini sudah dikirim ke HAI.', ['RECORDED', 'ESCALATED']],
])('is refused when the ticket %s, and the text is kept', async (_, given, message, events) => {
  const reference = await given(web);
  const page = await (
    await web.as('kppn-008')
  ).post(`/tiket/${reference}/jawaban`, await fields({ jawaban: 'Terlambat' }));
  expect(page.status).toBe(409);
  expect(page.one('.govuk-error-summary')).toContain(`${message} Tindakan terakhir oleh CSO 1 Pekanbaru`);
  expect(page.value('#salin-1')).toBe('Terlambat');
  expect(await thread(web.prisma, reference)).toEqual(events);
});

it('simultaneous with an escalation: one is done, the other keeps its text', async () => {
  const reference = await waitingTicket(web);
  const [one, other] = [await web.as('kppn-008'), await web.as('kppn-008')];
  const signed = await signature(web.prisma, 'SSO 1 Pekanbaru');
  const [answer, escalation] = await Promise.all([
    one.post(`/tiket/${reference}/jawaban`, await fields()),
    other.post(`/tiket/${reference}/eskalasi`, { ...signed, catatan: 'Mohon bantuan HAI' }),
  ]);
  expect([answer.status, escalation.status].sort()).toEqual([303, 409]);
  if (answer.status === 409) expect(answer.value('#salin-1')).toBe('SP2D sudah terbit hari ini.');
  else expect(escalation.value('#salin-1')).toBe('Mohon bantuan HAI');
  expect(await thread(web.prisma, reference)).toHaveLength(2);
});
