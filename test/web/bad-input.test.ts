/** Every form names and marks what is missing, keeps what was typed, and no text breaks a page (issue "Bad input"). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerId } from '../support/drafts.ts';
import { escalatedTicket, repliedTicket, signature, waitingTicket } from '../support/given.ts';
import type { Fields } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';
import { hostileTexts } from '../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => void (await web.prisma.rateLimit.deleteMany()));

interface Form {
  name: string;
  by: string;
  address: () => Promise<string>;
  /** Valid values. */
  fields: () => Promise<Fields>;
  /** Prefix of the required fields' ids. */
  prefix: string;
  required: string[];
  /** Free-text fields; the first is required. */
  texts: string[];
}

const officer = () => signature(web.prisma, 'CSO 1 Pekanbaru');
const question = { subjek: 'SP2D', pertanyaan: 'Kapan terbit?' };

const forms: Form[] = [
  {
    name: "a Satker's Rekam Tiket",
    by: 'satker-527010',
    address: () => Promise.resolve('/tiket'),
    fields: async () => ({
      ...question,
      penanya: await customerId(web.prisma),
      layanan: 'MPN_G2',
    }),
    prefix: '',
    required: ['subjek', 'penanya', 'pertanyaan'],
    texts: ['subjek', 'pertanyaan'],
  },
  {
    name: "a Kuasa BUN unit's Rekam Tiket",
    by: 'kppn-008',
    address: () => Promise.resolve('/tiket'),
    fields: async () => ({
      ...question,
      ...(await officer()),
      jenis: 'BANK',
      penanya: await customerId(web.prisma, 'layanan.mpn@bank-melayu.example.id'),
      metode: 'TELEPON',
      tujuan: 'SELESAI',
      jawaban: 'Besok.',
    }),
    prefix: '',
    required: ['subjek', 'penanya', 'pertanyaan', 'metode', 'tujuan', 'petugas', 'passwordCso'],
    texts: ['subjek', 'pertanyaan', 'jawaban'],
  },
  {
    name: 'Jawaban',
    by: 'kppn-008',
    address: async () => `/tiket/${await waitingTicket(web)}/jawaban`,
    fields: async () => ({ jawaban: 'Besok.', ...(await officer()) }),
    prefix: 'jawaban-',
    required: ['jawaban', 'petugas', 'passwordCso'],
    texts: ['jawaban'],
  },
  {
    name: 'Kirim ke HAI',
    by: 'kppn-008',
    address: async () => `/tiket/${await waitingTicket(web)}/eskalasi`,
    fields: async () => ({ catatan: 'Mohon bantuan.', ...(await officer()) }),
    prefix: 'eskalasi-',
    required: ['petugas', 'passwordCso'],
    texts: ['catatan'],
  },
  {
    name: 'penyelesaian',
    by: 'kppn-008',
    address: async () => `/tiket/${await repliedTicket(web)}/penyelesaian`,
    fields: officer,
    prefix: 'penyelesaian-',
    required: ['petugas', 'passwordCso'],
    texts: [],
  },
  {
    name: 'balasan HAI',
    by: 'hai',
    address: async () => `/tiket/${await escalatedTicket(web)}/balasan-hai`,
    fields: () => Promise.resolve({ balasan: 'Silakan unggah ulang.' }),
    prefix: 'balasan-hai-',
    required: ['balasan'],
    texts: ['balasan'],
  },
  {
    name: 'TAMBAH PENGGUNA',
    by: 'kppn-008',
    address: () => Promise.resolve('/pengguna'),
    fields: () =>
      Promise.resolve({ nama: 'Orang Baru', email: `${randomUUID()}@baru.example.id`, jenis: 'BANK' }),
    prefix: '',
    required: ['nama', 'email', 'jenis'],
    texts: ['nama'],
  },
  {
    name: 'UBAH PENGGUNA',
    by: 'kppn-008',
    address: async () => `/pengguna/${await customerId(web.prisma, 'layanan.mpn@bank-melayu.example.id')}`,
    fields: () =>
      Promise.resolve({ nama: 'Lina', email: 'layanan.mpn@bank-melayu.example.id', jenis: 'BANK' }),
    prefix: '',
    required: ['nama', 'email', 'jenis'],
    texts: ['nama'],
  },
];

describe.each(forms)('$name', ({ by, address, fields, prefix, required, texts }) => {
  it('names and marks everything that is missing', async () => {
    const someone = await web.as(by);
    const all = await fields();
    const page = await someone.post(
      await address(),
      all['jenis'] && 'subjek' in all ? { jenis: 'BANK' } : {},
    );
    expect(page.status).toBe(422);
    expect(page.one('.govuk-error-summary')).toContain('Isilah semua kolom bertanda * sebelum melanjutkan.');
    for (const name of required) {
      expect(page.faultAt(prefix + name)).toBeTruthy();
      expect(page.attribute(`#${prefix}${name}`, 'aria-invalid')).toBe('true');
    }
    // In the order of the page.
    const told = page.attributes('.govuk-error-summary a', 'href').map((href) => href.slice(1));
    expect(told.filter((id) => id !== 'layanan')).toEqual(required.map((name) => prefix + name));
  });

  it.each(required)('keeps what was typed if only %s is missing', async (missing) => {
    const all = await fields();
    const page = await (await web.as(by)).post(await address(), { ...all, [missing]: ' ' });
    expect(page.status).toBe(422);
    expect(page.attributes('.govuk-error-summary a', 'href')).toEqual([`#${prefix}${missing}`]);
    for (const [name, value] of Object.entries(all)) {
      if (name === missing || name === 'layanan') continue;
      expect(page.value(`#${prefix}${name}`)).toBe(name === 'passwordCso' ? null : value);
    }
  });

  it.each(texts.flatMap((name) => hostileTexts.map((text) => [name, text] as const)))(
    'accepts any text as %s: %j',
    async (name, text) => {
      const someone = await web.as(by);
      const reply = await someone.post(await address(), { ...(await fields()), [name]: text });
      expect([303, 422]).toContain(reply.status);
      const page = reply.location === null ? reply : await someone.get(reply.location);
      expect(page.text).not.toContain('<svg');
      expect(page.text).not.toContain('\0');
      expect(page.text.isWellFormed()).toBe(true);
    },
  );
});

describe('foreign ids in a form', () => {
  const recording = async (over: Fields) => ({ ...(await (forms[1] as Form).fields()), ...over });

  it.each([
    [
      'a person of another unit',
      async () => ({ penanya: await customerId(web.prisma, 'kas.negara@bank-cenderawasih.example.id') }),
    ],
    ['an unknown person', () => Promise.resolve({ penanya: '99999999' })],
  ])('%s is as unknown as nobody', async (_name, over) => {
    const page = await (await web.as('kppn-008')).post('/tiket', await recording(await over()));
    expect([page.status, page.faultAt('penanya')]).toEqual([422, 'Penanya ini tidak dikenal di unit Anda.']);
    expect(page.text).not.toContain('Ruben Ayomi');
  });

  it.each([
    ['an officer of another unit', async () => (await signature(web.prisma, 'CSO 1 Jayapura')).petugas],
    ['an unknown officer', () => Promise.resolve(randomUUID())],
  ])('%s is as unknown as nobody', async (_name, petugas) => {
    const page = await (
      await web.as('kppn-008')
    ).post('/tiket', await recording({ petugas: await petugas() }));
    expect([page.status, page.faultAt('petugas')]).toEqual([422, 'CSO/SSO ini tidak dikenal di unit Anda.']);
  });

  it.each(['690010', '999999'])('satker %s is as unknown as none', async (satker) => {
    const fields = { nama: 'Orang', email: `${randomUUID()}@satker.example.id`, jenis: 'SATKER', satker };
    const page = await (await web.as('kppn-008')).post('/pengguna', fields);
    expect(page.status).toBe(422);
    expect(page.faultAt('satker')).toMatch(/tidak dikenal/);
    expect(page.text).not.toContain('JAYAPURA');
  });
});

it('shows, lists and exports a ticket with any characters', async () => {
  const subject = `😀 \u202eمرحبا ${'W'.repeat(170)}`;
  const body = `${'x'.repeat(10_000)} \u202e😀`;
  const reference = await waitingTicket(web, { subject, question: body });
  const officerHere = await web.as('kppn-008');
  const answer = await officerHere.post(`/tiket/${reference}/jawaban`, {
    jawaban: body,
    ...(await officer()),
  });
  expect(answer.status).toBe(303);
  for (const list of ['/tiket', '/laporan'])
    for (const path of [list, `${list}.pdf`, `${list}.xlsx`, `${list}.csv`])
      expect([path, (await officerHere.open(path)).status]).toEqual([path, 200]);
  const page = await officerHere.get(`/tiket/${reference}`);
  expect(page.all('.moj-timeline__description')).toEqual([body, body]);
});
