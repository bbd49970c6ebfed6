/** Text typed before the session ended, without JavaScript (specification.md 2, docs/decisions/0015). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { demoPassword } from '../../prisma/seed/demo.ts';
import { pdf } from '../support/files.ts';
import { signature, waitingTicket } from '../support/given.ts';
import { sendRaw } from '../support/raw.ts';
import type { Reply } from '../support/reply.ts';
import type { Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let officer: Visitor;
let fields: Record<string, string>;
let path: string;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => {
  await web.prisma.keptForm.deleteMany();
  await web.prisma.$executeRaw`DELETE FROM rate_limit`;
  officer = await web.as('kppn-008');
  path = `/tiket/${await waitingTicket(web)}/jawaban`;
  const signed = await signature(web.prisma, 'CSO 1 Pekanbaru');
  fields = { permintaan: randomUUID(), jawaban: 'Sudah kami periksa,\nsilakan dicoba.', ...signed };
  await endSessions();
});

const endSessions = () =>
  web.prisma.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - 31 * 60_000) } });

/** The page after this answer's log-in. */
async function signedInAgain(answer: Reply, username: string, visitor = officer): Promise<Reply> {
  const form = await visitor.get(answer.location ?? '');
  const next = form.value('[name=next]') ?? '';
  return visitor.postAndFollow('/masuk', { username, password: demoPassword, next });
}

it('a form of an ended session comes back after the log-in, and is recorded once it is sent again', async () => {
  const answer = await officer.upload(path, fields, [['bukti.pdf', pdf()]]);
  expect([answer.status, answer.location]).toEqual([
    303,
    expect.stringMatching(/^\/masuk\?next=%2Fisian%2F/),
  ]);
  expect((await officer.get(answer.location ?? '')).text).toContain('Isian Anda disimpan');
  const page = await signedInAgain(answer, 'kppn-008');
  expect([page.status, page.one('h1')]).toEqual([200, 'Isian Anda belum terkirim']);
  expect(page.value('#jawaban')).toBe(fields['jawaban']);
  expect([page.attribute('#passwordCso', 'type'), page.value('#passwordCso')]).toEqual(['password', null]);
  expect(page.text).toContain('Pilih sekali lagi: bukti.pdf.');
  expect(page.attribute('form[data-retry]', 'action')).toBe(path);

  const again = page.fields('form[data-retry]');
  expect(again['permintaan']).toBe(fields['permintaan']);
  const sent = await officer.upload(path, { ...again, passwordCso: fields['passwordCso'] ?? '' });
  expect(sent.location).toBe(path.replace('/jawaban', ''));
  expect((await officer.get(sent.location ?? '')).text).toContain('silakan dicoba.');
});

it('a kept form holds neither password nor file', async () => {
  await officer.upload(path, fields, [['bukti.pdf', pdf()]]);
  const rows = JSON.stringify(await web.prisma.keptForm.findMany());
  expect(rows).toContain('Sudah kami periksa');
  expect(rows).not.toContain(fields['passwordCso']);
  expect(await web.prisma.attachment.count({ where: { name: 'bukti.pdf' } })).toBe(0);
});

it('a kept form belongs to nobody else, at the same browser or with its address', async () => {
  const answer = await officer.upload(path, fields);
  const other = await signedInAgain(answer, 'satker-527010');
  expect(other.one('h1')).not.toBe('Isian Anda belum terkirim');
  expect(other.text).not.toContain('Sudah kami periksa');
  const address = new URL(answer.location ?? '', 'http://x').searchParams.get('next') ?? '';
  for (const username of ['pengawas-008', 'admin'])
    expect((await (await web.as(username)).get(address)).location).toBe('/');
});

test('forms without files are kept as well', async () => {
  const settings = { permintaan: randomUUID(), email: 'loket@kppn.example.id', nama: '' };
  const page = await signedInAgain(await officer.post('/pengaturan-notifikasi', settings), 'kppn-008');
  expect(page.value('#email')).toBe('loket@kppn.example.id');
  expect(page.attribute('form[data-retry]', 'enctype')).toBeNull();
});

describe('nothing is kept', () => {
  const expectNothing = async (answer: Reply) => {
    expect(answer.location).toMatch(/^\/masuk\?next=%2F(tiket%2FHAI|$|pengaturan)/);
    expect(await web.prisma.keptForm.count()).toBe(0);
  };

  it('of a sender without a session, or with a forged one', async () => {
    await expectNothing(await web.visitor().post(path.replace('jawaban', 'eskalasi'), fields));
    const inventor = web.visitor();
    inventor.cookies.set('sesi', 'a'.repeat(43));
    await expectNothing(await inventor.post(path.replace('jawaban', 'eskalasi'), fields));
  });

  it('of a session that somebody ended', async () => {
    const address = { email: 'a@kppn.example.id' };
    const left = web.visitor();
    left.cookies.set('sesi', officer.cookies.get('sesi') ?? '');
    await officer.post('/keluar');
    await expectNothing(await left.post('/pengaturan-notifikasi', address));
    const disabled = await web.as('kppn-063');
    const where = { username: 'kppn-063' };
    await web.prisma.account.update({ where, data: { disabledAt: new Date() } });
    await expectNothing(await disabled.post('/pengaturan-notifikasi', address));
    await web.prisma.account.update({ where, data: { disabledAt: null } });
  });

  it('if nothing was typed, or the browser keeps it itself', async () => {
    await expectNothing(await officer.post('/pengaturan-notifikasi', { permintaan: 'x', email: '' }));
    await expectNothing(await officer.upload(path, { ...fields, salinan: '1' }));
  });
});

it('is limited: the twenty newest of an account, and some attempts for each session', async () => {
  for (let count = 1; count <= 22; count++)
    await officer.upload(path, { ...fields, jawaban: `Jawaban ${count}` });
  expect(await web.prisma.keptForm.count()).toBe(20);
  const second = await web.as('kppn-008');
  await endSessions();
  await second.upload(path, { ...fields, jawaban: 'Jawaban lain' });
  expect(await web.prisma.keptForm.count()).toBe(20);
  expect(JSON.stringify(await web.prisma.keptForm.findMany())).toContain('Jawaban lain');
});

it('does not wait for an oversized form', async () => {
  const headers = {
    Origin: web.config.publicUrl,
    Cookie: `sesi=${officer.cookies.get('sesi') ?? ''}`,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': '600000',
  };
  // Send no part of the body.
  const answer = await sendRaw(web.config.port, '/pengaturan-notifikasi', { method: 'POST', headers });
  expect([answer.status, answer.headers.location]).toEqual([303, '/masuk?next=%2Fpengaturan-notifikasi']);
});
