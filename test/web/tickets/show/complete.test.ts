import { afterAll, beforeAll, expect, it, test } from 'vitest';
import {
  answeredTicket,
  escalatedTicket,
  repliedTicket,
  signature,
  thread,
  waitingTicket,
} from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { describeAct, describeSignature, notOfKppn008 } from '../../../support/acts.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const fields = () => signature(web.prisma, 'CSO 1 Pekanbaru');

const act = {
  path: 'penyelesaian',
  given: repliedTicket,
  owner: 'kppn-008',
  fields,
  adds: 'COMPLETED',
  refused: { ...notOfKppn008, hai: 403 },
} as const;
describeAct(() => web, act);
describeSignature(() => web, { ...act, prefix: 'penyelesaian-', text: null });

it("resolves the ticket after HAI's reply", async () => {
  const reference = await repliedTicket(web);
  const officer = await web.as('kppn-008');
  const before = await officer.get(`/tiket/${reference}`);
  expect(before.one('.govuk-tag')).toBe('Kirim ke HAI, sudah dibalas HAI');
  expect(before.attributes('form.act', 'action')).toEqual([`/tiket/${reference}/penyelesaian`]);
  const page = await officer.postAndFollow(`/tiket/${reference}/penyelesaian`, await fields());
  expect(page.one('.govuk-tag')).toBe('Selesai');
  expect(page.all('.thread__item h3')).toEqual(['Pertanyaan', 'Eskalasi', 'Balasan HAI-DJPBN', 'Selesai']);
  expect(page.all('.moj-timeline__byline').at(-1)).toBe('oleh CSO 1 Pekanbaru');
  expect((await web.client.workflow.getHandle(reference).describe()).status.name).toBe('COMPLETED');
});

test.each([
  ['waits', waitingTicket, 'Tiket ini belum dikirim ke HAI.'],
  ['has no reply of HAI', escalatedTicket, 'HAI belum membalas tiket ini, jadi belum dapat diselesaikan.'],
  ['was answered', answeredTicket, 'Tiket ini sudah selesai. Tindakan terakhir oleh CSO 1 Pekanbaru'],
])('is refused when the ticket %s', async (_, given, message) => {
  const reference = await given(web);
  const before = await thread(web.prisma, reference);
  const page = await (await web.as('kppn-008')).post(`/tiket/${reference}/penyelesaian`, await fields());
  expect(page.status).toBe(409);
  expect(page.one('.govuk-error-summary')).toContain(message);
  expect(await thread(web.prisma, reference)).toEqual(before);
});
