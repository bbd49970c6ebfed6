import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let before: { username: string; email: string | null }[];
beforeAll(async () => {
  web = await startWeb();
  before = await web.prisma.account.findMany({ select: { username: true, email: true } });
});
afterAll(() => web.stop());
beforeEach(async () => {
  for (const { username, email } of before)
    await web.prisma.account.update({
      where: { username },
      data: { email, mailUnwanted: [], emailRefusal: null },
    });
});

const path = '/pengaturan-notifikasi';
const accountOf = (username: string) =>
  web.prisma.account.findUniqueOrThrow({
    where: { username },
    select: { email: true, mailUnwanted: true, emailRefusal: true },
  });
const save = (visitor: Visitor, fields: Record<string, string>) =>
  visitor.post(path, { permintaan: randomUUID(), ...fields });

it('shows the address and all kinds of mails, all chosen', async () => {
  const page = await (await web.as('kppn-008')).get(path);
  expect(page.value('#email')).toBe('kppn-008@example.id');
  expect(page.all('.choice')).toEqual([
    'Tiket baru',
    'HAI-DJPBN membalas',
    'Segera jatuh tempo',
    'Lewat batas waktu',
  ]);
  expect(page.attributes('.choice input[checked]', 'name')).toHaveLength(4);
  expect((await (await web.as('pusat')).get(path)).all('.choice')).toEqual(['Lewat batas waktu']);
});

it('saves another address and fewer mails, and says so', async () => {
  const officer = await web.as('kppn-008');
  const page = await officer.postAndFollow(path, {
    email: 'CSO@kppn-008.example.id',
    NEW: '1',
    SLA_BREACHED: '1',
  });
  expect(page.one('.notice[role=status]')).toBe('Pengaturan tersimpan.');
  expect(page.attributes('.choice input[checked]', 'name')).toEqual(['NEW', 'SLA_BREACHED']);
  expect(await accountOf('kppn-008')).toEqual({
    email: 'CSO@kppn-008.example.id',
    mailUnwanted: ['HAI_REPLIED', 'SLA_WARNED'],
    emailRefusal: null,
  });
});

it('accepts an empty address', async () => {
  expect((await save(await web.as('kppn-008'), { email: '', NEW: '1' })).status).toBe(303);
  expect((await accountOf('kppn-008')).email).toBeNull();
});

test.each([
  'bukan alamat',
  'a@b@example.id',
  'a@example.id\r\nBcc: lain@example.id',
  'a@example.id, lain@example.id',
  '"a b"@example.id',
  '<a@example.id>',
  `${'a'.repeat(250)}@example.id`,
])('refuses %j, and keeps what was typed', async (email) => {
  const reply = await save(await web.as('kppn-008'), { email, NEW: '1' });
  expect(reply.status).toBe(422);
  expect(reply.faultAt('email')).toMatch(/alamat e-mail|paling panjang/);
  expect(reply.attributes('.choice input[checked]', 'name')).toEqual(['NEW']);
  expect((await accountOf('kppn-008')).email).toBe('kppn-008@example.id');
});

describe('sent again', () => {
  it('with the same key does not undo later changes', async () => {
    const officer = await web.as('kppn-008');
    const first = { permintaan: 'kunci-pengaturan', email: 'satu@example.id', NEW: '1' };
    await officer.post(path, first);
    await save(officer, { email: 'dua@example.id', NEW: '1' });
    const again = await officer.post(path, first);
    expect([again.status, again.location]).toEqual([303, `${path}?tersimpan=1`]);
    expect((await accountOf('kppn-008')).email).toBe('dua@example.id');
  });
});

it("changes only the account's own settings, whatever the form says", async () => {
  const { id } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-063' } });
  await save(await web.as('kppn-008'), {
    email: 'baru@example.id',
    id,
    accountId: id,
    username: 'kppn-063',
    role: 'ADMINISTRATOR',
  });
  expect((await accountOf('kppn-063')).email).toBe('kppn-063@example.id');
  expect((await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } })).role).toBe(
    'OPERATOR',
  );
});

it('ignores kinds that the account never gets', async () => {
  await save(await web.as('kppn-008'), { email: 'kppn-008@example.id', RECORDED: '1', NEW: '1' });
  expect((await accountOf('kppn-008')).mailUnwanted).toEqual(['HAI_REPLIED', 'SLA_WARNED', 'SLA_BREACHED']);
});

it('shows a refused address until it is corrected', async () => {
  await web.prisma.account.update({
    where: { username: 'kppn-008' },
    data: { emailRefusal: '550 tidak dikenal' },
  });
  const officer = await web.as('kppn-008');
  expect((await officer.get(path)).one('main .notice')).toBe(
    'Server e-mail menolak alamat ini: 550 tidak dikenal',
  );
  await save(officer, { email: 'kppn-008@example.id', NEW: '1' });
  expect((await accountOf('kppn-008')).emailRefusal).toBe('550 tidak dikenal');
  await save(officer, { email: 'benar@example.id', NEW: '1' });
  expect((await accountOf('kppn-008')).emailRefusal).toBeNull();
});

it('is not for administrators, nor without a log-in', async () => {
  const admin = await web.as('admin');
  expect((await admin.get(path)).status).toBe(403);
  expect((await save(admin, { email: 'a@example.id' })).status).toBe(403);
  expect((await web.visitor().get(path)).location).toBe('/masuk?next=%2Fpengaturan-notifikasi');
});
