/** The one-time message that an act was done, and the cookie that carries it to the page. */
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { signature, waitingTicket } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

it('is shown only for this ticket, once', async () => {
  const [reference, other] = [await waitingTicket(web), await waitingTicket(web)];
  const officer = await web.as('kppn-008');
  const fields = { jawaban: 'Sudah.', ...(await signature(web.prisma, 'CSO 1 Pekanbaru')) };
  const reply = await officer.post(`/tiket/${reference}/jawaban`, fields);
  expect(reply.headers.getSetCookie()).toEqual([
    `terjadi=answer; Max-Age=60; Path=/tiket/${reference}; HttpOnly; SameSite=Lax`,
  ]);
  const said = async (of: string) => (await officer.get(`/tiket/${of}`)).one('p.notice[role=status]');
  expect(await said(reference)).toBe('Jawaban sudah terkirim. Tiket ini selesai.');
  expect([await said(reference), await said(other)]).toEqual([null, null]);
});

test.each(['"><svg onload=alert(1)>', '__proto__', 'constructor', 'toString', '%00', '%', ''])(
  'a forged cookie shows nothing of its own: %j',
  async (planted) => {
    const reference = await waitingTicket(web);
    const officer = await web.as('kppn-008');
    officer.cookies.set('terjadi', planted);
    const page = await officer.get(`/tiket/${reference}`);
    expect([page.status, page.one('p.notice[role=status]')]).toEqual([200, null]);
    expect(page.text).not.toContain('<svg onload');
  },
);
