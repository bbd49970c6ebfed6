import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import type { Draft } from '../../../../tickets/record.ts';
import { answeredTicket, repliedTicket, waitingTicket } from '../../../support/given.ts';
import type { Reply } from '../../../support/reply.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

const year = yearIn(new Date(), 'Asia/Jakarta');
let web: TestWeb;
let reference: string;
beforeAll(async () => {
  web = await startWeb();
  const asker = (name: string, email: string): Draft['asker'] => ({
    customerId: 1,
    type: 'SATKER',
    name,
    email,
    agency: 'SATKER 527010',
  });
  reference = await waitingTicket(web, {
    subject: 'Pembayaran tertunda',
    question: 'Mengapa “retur” rekening 007-123 belum kembali?',
    asker: { ...asker('Siti Nurhaliza Müller', 'siti.nur@example.id'), customerId: await customer() },
  });
  await answeredTicket(web, { subject: 'Gaji', question: 'Uang makan pegawai' });
  await repliedTicket(web, { subject: 'Kontrak', question: `Kata ${'panjang'.repeat(200)} dan "kutip'` });
  await waitingTicket(web, {
    subject: 'Rahasia jayapura',
    question: 'Zamrudnya milik orang lain',
    satkerId: 'SATKER-690010',
    partnerKppnId: 'KPPN-063',
    viewerIds: ['SATKER-690010', 'KPPN-063', 'KANWIL-30'],
  });
});
afterAll(() => web.stop());

const customer = async (): Promise<number> => (await web.prisma.customer.findFirstOrThrow()).id;
const subjects = (page: Reply) => page.all('#daftar a.subject');
const found = async (q: string, username = 'kppn-008', list = '/tiket') =>
  subjects(await (await web.as(username)).get(`${list}?${new URLSearchParams({ q }).toString()}`));

describe('free text finds', () => {
  test.each([
    ['the subject', 'tertunda', 'Pembayaran tertunda'],
    ['the question', 'rekening', 'Pembayaran tertunda'],
    ['an answer', 'sudah terbit', 'Gaji'],
    ["HAI's reply", 'unggah ulang', 'Kontrak'],
    ['the name', 'nurhaliza', 'Pembayaran tertunda'],
    ['a name of other letters in any case', 'MÜLLER', 'Pembayaran tertunda'],
    ['the e-mail', 'siti.nur@example.id', 'Pembayaran tertunda'],
    ['a part of the e-mail', 'nur@exam', 'Pembayaran tertunda'],
    ['the beginning of a word', 'pemb', 'Pembayaran tertunda'],
    ['another form of a word', 'membayar', 'Pembayaran tertunda'],
    ['words in any order', 'kembali siti retur', 'Pembayaran tertunda'],
    ['a word in quotes', '"retur"', 'Pembayaran tertunda'],
    ['numbers', '007', 'Pembayaran tertunda'],
    ['the beginning of a very long word', 'panjang'.repeat(50), 'Kontrak'],
  ])('%s', async (_what, q, expected) => {
    expect(await found(q)).toEqual([expected]);
    expect(await found(q, 'pusat', '/laporan')).toEqual([expected]);
    expect(await found(q, 'kppn-063')).toEqual([]);
  });

  test.each(['makan siti', 'ertunda', '%', "'", '&|!:*()', '\\', '---'])('nothing by %s', async (q) => {
    expect(await found(q)).toEqual([]);
  });

  it('a reference, whole or in part, as people type it', async () => {
    const digits = reference.slice('HAI-'.length);
    for (const q of [
      reference,
      reference.toLowerCase(),
      digits,
      digits.slice(0, 6),
      `HAI-${digits.slice(0, 6)}`,
    ]) {
      expect(await found(q)).toContain('Pembayaran tertunda');
    }
    // It may find its own ticket of the same second, HAI-…-2.
    expect(await found(reference, 'kppn-063')).not.toContain('Pembayaran tertunda');
    // The number is not typed yet.
    expect(await found('HAI-')).toHaveLength(3);
  });

  test.each([
    "'a' & b:*",
    '!!(',
    ':*',
    'a <-> b',
    '\u0000',
    '\ud800x',
    'y'.repeat(9000),
    'dan yang di',
    'a b c d e f g h i j k l m',
  ])('nothing wrong in %s', async (q) => {
    const page = await (await web.as('kppn-008')).get(`/tiket?q=${encodeURIComponent(q.toWellFormed())}`);
    expect(page.status).toBe(200);
  });
});

describe('a misspelt word', () => {
  const nearest = async (query: string, username = 'kppn-008') => {
    const page = await (await web.as(username)).get(`/tiket?${query}`);
    return page.attributes('.empty a[href*="q="]', 'href');
  };

  it('suggests the nearest ones, and keeps the filter', async () => {
    expect(await nearest('q=pembayarn&status=WAITING')).toEqual([
      `/tiket?q=pembayaran&status=WAITING&tahun=${year}`,
    ]);
    const page = await (await web.as('kppn-008')).get('/tiket?q=pembayarn');
    expect(page.one('.empty')).toContain('Mungkin maksud Anda: pembayaran?');
    expect(await found('pembayaran')).toEqual(['Pembayaran tertunda']);
  });

  it('is corrected among several words', async () => {
    expect(await nearest('q=siti+pembayarn')).toEqual([`/tiket?q=siti+pembayaran&tahun=${year}`]);
  });

  it('suggests nothing that the filter would hide again', async () => {
    expect(await nearest('q=pembayarn&status=RESOLVED')).toEqual([]);
  });

  it("never reveals a word of others' tickets", async () => {
    expect(await nearest('q=zamrutnya', 'kppn-063')).toEqual([`/tiket?q=zamrudnya&tahun=${year}`]);
    expect(await nearest('q=zamrutnya')).toEqual([]);
    expect((await (await web.as('kppn-008')).get('/tiket?q=zamrutnya')).text).not.toContain('zamrudnya');
  });
});
