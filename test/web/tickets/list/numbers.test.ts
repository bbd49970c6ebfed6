/** Amounts and numbers are found however they are written. */
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { waitingTicket } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startWeb();
  const texts = {
    'Rp dan sen': 'Uang persediaan Rp7.250.000,00 belum masuk',
    'Tanpa Rp': 'Sisa pagu 12750500, mohon dicek',
    Strip: 'Honor sebesar Rp. 3.600.000,- untuk tiga orang',
    Spasi: 'Belanja IDR 98 765 000 lebih',
    Dolar: 'Pinjaman USD 1,250,300.75 jatuh tempo',
    Tabel: 'Rincian: 4.100.000 5.200.000\n6.300.000\t8.400.000',
    SPM: 'SPM-00123/527010/2026 ditolak',
    SP2D: 'SP2D 261911302004567 retur',
    NTPN: 'NTPN 8A1B2C3D4E5F6G7H dan kode billing 820260531160499',
    Rekening: 'Rekening BRI 0123-01-000123-30-5',
    NPWP: 'NPWP 01.234.567.8-901.000',
    NIP: 'NIP 19850101 201001 1 001',
    Telepon: 'Hubungi 0812-3456-7890',
  };
  for (const [subject, question] of Object.entries(texts)) await waitingTicket(web, { subject, question });
});
afterAll(() => web.stop());

const found = async (q: string, username = 'kppn-008') =>
  (await (await web.as(username)).get(`/tiket?${new URLSearchParams({ q }).toString()}`)).all('a.subject');

test.each([
  ...['7.250.000', '7250000', 'Rp 7.250.000', 'Rp7.250.000,00', 'rp. 7.250.000,-', 'IDR 7,250,000.00'].map(
    (q) => [q, 'Rp dan sen'],
  ),
  ...['7\u00a0250\u00a0000', '7 250 000', '7.250.000 rupiah', 'persediaan 7.250'].map((q) => [
    q,
    'Rp dan sen',
  ]),
  ...['12.750.500', 'Rp12.750.500,00', '12 750 500', '12750500'].map((q) => [q, 'Tanpa Rp']),
  ...['3600000', 'honor 3.600.000', 'Rp3.600.000'].map((q) => [q, 'Strip']),
  ...['98765000', '98.765.000', 'Rp 98.765.000,00'].map((q) => [q, 'Spasi']),
  ...['1250300.75', '1,250,300', 'USD1,250,300.75', '1.250.300', 'usd 1250300'].map((q) => [q, 'Dolar']),
  ...['4100000', '5.200.000', 'Rp 6.300.000', '8400000'].map((q) => [q, 'Tabel']),
  ...[
    'SPM-00123',
    'spm00123',
    'SPM 00123',
    '00123/527010',
    '001235270102026',
    '527010/2026',
    '5270102026',
  ].map((q) => [q, 'SPM']),
  ...['004567', '2004567', 'SP2D 004567', '2619 1130 2004 567'].map((q) => [q, 'SP2D']),
  ...['160499', '31160499', 'billing 82026053'].map((q) => [q, 'NTPN']),
  ...['012301000123305', '0123 01 000123 30 5', '123305'].map((q) => [q, 'Rekening']),
  ...['012345678901000', '01.234.567.8-901.000', '01 234 567 8 901 000', '901000'].map((q) => [q, 'NPWP']),
  ...['198501012010011001', '19850101-201001-1-001', '011001'].map((q) => [q, 'NIP']),
  ...['081234567890', '0812 3456 7890', '567890'].map((q) => [q, 'Telepon']),
] as [string, string][])('%j finds %s alone', async (q, subject) => {
  expect(await found(q)).toEqual([subject]);
  expect(await found(q, 'kppn-063')).toEqual([]);
});

test.each([
  ['the end of an amount', '250.000'],
  ['an end of fewer than six digits', '04567'],
  ['another amount', 'Rp7.250.001'],
  ['a middle part', '1302004'],
])('%s finds nothing: %j', async (_what, q) => {
  expect(await found(q)).toEqual([]);
});

it('takes the longest question of digits alone', async () => {
  const digits = (separator: string) =>
    Array.from({ length: 2500 }, (_, n) => String(1_000_000 + n * 7919)).join(separator);
  for (const separator of [' ', '\n', '-', ''])
    await waitingTicket(web, { subject: 'Angka', question: digits(separator).slice(0, 20_000) });
  expect(await found('1000000')).toContain('Angka');
});
