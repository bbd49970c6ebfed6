import { afterAll, beforeAll, expect, it, test } from 'vitest';
import {
  answeredTicket,
  escalatedTicket,
  repliedTicket,
  signature,
  waitingTicket,
} from '../../support/given.ts';
import type { Reply } from '../../support/reply.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startWeb();
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await escalatedTicket(web, { subject: 'Baru', openedAt: daysAgo(0) });
  await repliedTicket(web, { subject: 'Sudah dibalas', openedAt: daysAgo(20) });
  await escalatedTicket(web, { subject: 'Terlama', openedAt: daysAgo(40) });
  await waitingTicket(web, { subject: 'Masih di KPPN' });
  await answeredTicket(web, { subject: 'Sudah dijawab' });
});
afterAll(() => web.stop());

const subjects = (page: Reply) => page.all('#daftar a.subject');

it('has the tickets at HAI, most urgent first', async () => {
  const page = await (await web.as('hai')).get('/hai');
  expect(subjects(page)).toEqual(['Terlama', 'Sudah dibalas', 'Baru']);
  expect(page.all('.govuk-tag')).toEqual(['Belum dibalas', 'Sudah dibalas', 'Belum dibalas']);
  expect(page.all('td[data-label="Unit, Instansi"]')[0]).toMatch(/^KPPN PEKANBARU/);
});

test.each(['kppn-008', 'pengawas-008', 'kanwil-riau', 'satker-527010', 'pusat', 'admin'])(
  'is not for %s',
  async (username) => {
    const visitor = await web.as(username);
    expect((await visitor.get('/hai')).status).toBe(403);
    expect((await visitor.getPart('/hai?segar=1')).status).toBe(403);
    expect((await visitor.get('/')).attributes('a', 'href')).not.toContain('/hai');
  },
);

test.each([
  ['q=terlama', ['Terlama']],
  ['q=kppn+pekanbaru', ['Terlama', 'Sudah dibalas', 'Baru']],
  ['q=wulandari&halaman=1', ['Terlama', 'Sudah dibalas', 'Baru']],
  ['q=masih+di', []],
  ['q=%25', []],
  ['halaman=2', ['Terlama', 'Sudah dibalas', 'Baru']],
])('is narrowed by %s', async (query, expected) => {
  expect(subjects(await (await web.as('hai')).get(`/hai?${query}`))).toEqual(expected);
});

test.each(hostileQueries)('survives q=%s', async (text) => {
  const page = await (await web.as('hai')).get(`/hai?q=${text}&halaman=${text}`);
  expect(page.status).toBe(200);
  expect(page.text).not.toContain('<svg onload');
});

it('is a page or a part, as requested', async () => {
  const part = await (await web.as('hai')).getPart('/hai?segar=1');
  expect(part.text).not.toContain('<html');
  expect(subjects(part)).toEqual(['Terlama', 'Sudah dibalas', 'Baru']);
});

it('drops completed tickets', async () => {
  const { reference } = await web.prisma.ticket.findFirstOrThrow({ where: { subject: 'Sudah dibalas' } });
  const officer = await web.as('kppn-008');
  await officer.postAndFollow(
    `/tiket/${reference}/penyelesaian`,
    await signature(web.prisma, 'CSO 1 Pekanbaru'),
  );
  const hai = await web.as('hai');
  expect(subjects(await hai.get('/hai'))).toEqual(['Terlama', 'Baru']);
  expect((await hai.get(`/tiket/${reference}`)).status).toBe(200);
});
