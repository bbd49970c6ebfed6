/** The costliest input in every field of every form: no request may block the event loop (security.md 25). */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitingTicket } from '../support/given.ts';
import type { Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let officer: Visitor;
let reference: string;
beforeAll(async () => {
  web = await startWeb();
  officer = await web.as('kppn-008');
  reference = await waitingTicket(web);
});
afterAll(() => web.stop());

const length = 110_000;
const worst: Record<string, string> = {
  'combining marks': 'a' + '\u0327\u0301'.repeat(length / 2),
  'marks in reverse order': 'a' + '\u0315\u0316'.repeat(length / 2),
  spaces: 'a' + ' '.repeat(length) + 'a',
  'invisible signs': 'a' + '\u200b'.repeat(length) + 'a',
  'line ends': 'a' + '\r\n'.repeat(length / 2) + 'a',
  tabs: 'a' + '\t'.repeat(length) + 'a',
  'at signs': '@'.repeat(length),
  'dots and an at sign': 'a@' + 'a.'.repeat(length / 2),
  brackets: '('.repeat(length),
  digits: '1'.repeat(length),
  'points and digits': '1.'.repeat(length / 2),
  'dashes of references': 'HAI-'.repeat(length / 4),
  'half surrogates': '\ud800'.repeat(length),
  words: 'kata '.repeat(length / 5),
};

const forms = (): [string, string[]][] => [
  ['/masuk', ['username', 'password', 'next']],
  ['/tahun', ['tahun', 'kembali']],
  ['/pengguna', ['email', 'nama', 'satker', 'kppn', 'kembali']],
  ['/pengguna/tautan', ['email', 'kembali']],
  ['/tiket/baru', ['subjek', 'pertanyaan', 'jawaban', 'cari', 'cariKppn', 'unitTujuan', 'penanya']],
  [
    '/tiket',
    ['subjek', 'penanya', 'pertanyaan', 'jawaban', 'unitTujuan', 'petugas', 'passwordCso', 'lampiranId'],
  ],
  [`/tiket/${reference}/jawaban`, ['jawaban', 'petugas', 'passwordCso', 'permintaan', 'lampiranId']],
  [`/tiket/${reference}/eskalasi`, ['catatan', 'petugas', 'passwordCso']],
  ['/pengaturan-notifikasi', ['email']],
  ['/tiket/filter', ['nama', 'q', 'dari', 'sampai']],
  ['/unduhan', ['daftar', 'format', 'q', 'dari']],
];
const addresses = [
  '/tiket?q=',
  '/laporan?q=',
  '/pengguna?q=',
  '/pengguna?satker=',
  '/pengguna/cari-email?email=',
  '/menu?q=',
];

/** The longest time in milliseconds that these requests blocked the loop. */
async function longestHold(act: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await act();
  delay.disable();
  return delay.max / 1e6;
}

const everyForm = async (typed: string): Promise<number> => {
  let longest = 0;
  for (const [path, names] of forms()) {
    const fields = Object.fromEntries(names.map((name) => [name, typed.slice(0, length / names.length)]));
    longest = Math.max(longest, await longestHold(() => officer.post(path, fields)));
  }
  for (const path of addresses)
    longest = Math.max(
      longest,
      await longestHold(() => officer.get(path + encodeURIComponent(typed.slice(0, 1500).toWellFormed()))),
    );
  return longest;
};

test.each(Object.keys(worst))('%s cost about as much as plain letters', async (name) => {
  const text = worst[name] ?? '';
  const plain = 'a'.repeat(length);
  // Other load can only slow a round down, so the best of three counts.
  const best = async (typed: string) =>
    Math.min(await everyForm(typed), await everyForm(typed), await everyForm(typed));
  const [idle, held] = [await best(plain), await best(text)];
  expect(held).toBeLessThan(Math.max(6 * idle, 50));
});

test('a name full of combining marks delays nobody', async () => {
  const held = async (nama: string) => {
    const one = () =>
      longestHold(() => officer.post('/pengguna', { email: 'a@b.example.id', nama, jenis: 'UMUM' }));
    return Math.min(await one(), await one(), await one());
  };
  const marks = worst['combining marks'] ?? '';
  expect(await held(marks)).toBeLessThan(Math.max(6 * (await held('a'.repeat(length))), 50));
});
