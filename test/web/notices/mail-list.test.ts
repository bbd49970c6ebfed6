import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { answeredTicket, waitingTicket } from '../../support/given.ts';
import { until } from '../../support/until.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => void (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => void (await web.prisma.mail.deleteMany()));

/** The number of mails once the outbox is empty. */
const told = async (): Promise<number> => {
  await until('an empty outbox', async () => (await web.prisma.outbox.count()) === 0);
  return web.prisma.mail.count();
};

it('says so when there is none', async () => {
  const page = await (await web.as('admin')).get('/surat-keluar');
  expect(page.one('.empty__title')).toBe('Belum ada e-mail.');
  expect(page.one('main')).toContain('Server e-mail tidak diatur');
});

it('shows kept mails, newest first, and each mail in full', async () => {
  const reference = await answeredTicket(web, { subject: 'SP2D "><svg onload=alert(1)>' });
  expect(await told()).toBe(4);
  const admin = await web.as('admin');
  const list = await admin.get('/surat-keluar');
  expect(list.all('.list__status .govuk-tag')).toEqual(Array(4).fill('Disimpan'));
  expect(list.all('tbody .subject')).toEqual(Array(4).fill(`[${reference}] SP2D "><svg onload=alert(1)>`));
  const asked = await web.prisma.mail.findFirstOrThrow({ where: { kind: 'ANSWERED', accountId: null } });
  const mail = await admin.get(`/surat-keluar/${asked.no}`);
  expect(mail.one('.letter__facts')).toContain('penanya@satker-527010.example.id');
  expect(mail.one('.letter__text')).toContain('SP2D sudah terbit.');
  expect(mail.one('.letter')).toContain('Tidak dikirim karena server e-mail tidak diatur');
});

it('offers a mail as a file for mail programs', async () => {
  const reference = await waitingTicket(web);
  await told();
  const { no } = await web.prisma.mail.findFirstOrThrow({ where: { accountId: null } });
  const file = await (await web.as('admin')).get(`/surat-keluar/${no}.eml`);
  expect(file.headers.get('content-type')).toBe('message/rfc822');
  expect(file.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="email-${no}-pusat-\\d{4}-\\d\\d-\\d\\d\\.eml"$`),
  );
  expect(file.text).toContain(`Subject: [${reference}] SP2D belum terbit`);
  expect(file.text).toContain('To: penanya@satker-527010.example.id');
});

it('continues after its last row', async () => {
  await waitingTicket(web);
  await told();
  const [first] = await web.prisma.mail.findMany({ take: 1, omit: { no: true } });
  if (!first) throw new Error('no mail');
  const copies = Array.from({ length: 22 }, (_, index) => ({ ...first, id: `${first.id}.${index}` }));
  await web.prisma.mail.createMany({ data: copies });
  const admin = await web.as('admin');
  const page = await admin.get('/surat-keluar');
  expect(page.all('tbody tr')).toHaveLength(20);
  const next = await admin.get(page.attribute('.paging__link[rel=next]', 'href') ?? '');
  expect(next.all('tbody tr')).toHaveLength(4);
});

describe("is nobody else's", () => {
  test.each(['kppn-008', 'satker-527010', 'pengawas-008', 'hai', 'pusat'])('%s', async (username) => {
    await waitingTicket(web);
    await told();
    const { no } = await web.prisma.mail.findFirstOrThrow();
    const visitor = await web.as(username);
    for (const path of ['/surat-keluar', `/surat-keluar/${no}`, `/surat-keluar/${no}.eml`])
      expect((await visitor.get(path)).status).toBe(403);
    expect((await visitor.get('/')).text).not.toContain('E-mail Keluar');
  });

  test('without a log-in', async () => {
    expect((await web.visitor().get('/surat-keluar')).location).toBe('/masuk?next=%2Fsurat-keluar');
  });
});

test.each([...hostileQueries, '0', '-1', '2147483648'])('knows no mail %s', async (query) => {
  const admin = await web.as('admin');
  expect((await admin.get(`/surat-keluar?sebelum=${query}`)).status).toBe(200);
  expect([400, 404]).toContain((await admin.get(`/surat-keluar/${query}`)).status);
});
