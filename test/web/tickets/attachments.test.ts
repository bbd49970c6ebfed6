/** Lampiran on a question, an answer and a reply, sent with their forms as without JavaScript (specification.md 4). */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { escalatedTicket, signature, thread, waitingTicket } from '../../support/given.ts';
import { bomb, docx, pdf, xlsm, xlsx, zip } from '../../support/files.ts';
import { xls } from '../../support/old-files.ts';
import type { Reply } from '../../support/reply.ts';
import { outcomeOf } from '../../support/visitor.ts';
import type { Chosen, Fields, Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

async function question(over: Fields = {}): Promise<Fields> {
  const asker = { email: 'penanya@satker-527010.example.id' };
  const { id } = await web.prisma.customer.findUniqueOrThrow({ where: asker });
  const fields = {
    subjek: 'Berkas',
    penanya: String(id),
    pertanyaan: 'Terlampir.',
    layanan: 'PERBENDAHARAAN',
  };
  return { permintaan: randomUUID(), ...fields, ...over };
}

const answer = async (over: Fields = {}): Promise<Fields> => ({
  permintaan: randomUUID(),
  jawaban: 'Terlampir.',
  ...(await signature(web.prisma, 'CSO 1 Pekanbaru')),
  ...over,
});

const all = async (): Promise<Chosen[]> => [
  ['surat.pdf', pdf()],
  ['data lama.xls', xls()],
  ['data.xlsx', await xlsx()],
  ['bundel.zip', await zip({ 'a.pdf': pdf() })],
];

const rowsOf = (reference: string) =>
  web.prisma.attachment.findMany({ where: { reference }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

const waitingOf = (username: string) =>
  web.prisma.attachment.findMany({ where: { account: { username }, reference: null } });

const links = (page: Reply) => page.attributes('.thread .files__item a', 'href');

describe.each<[string, string, () => Promise<{ path: string; fields: Fields }>, string]>([
  ['a question', 'satker-527010', async () => ({ path: '/tiket', fields: await question() }), 'RECORDED'],
  [
    'an answer',
    'kppn-008',
    async () => ({ path: `/tiket/${await waitingTicket(web)}/jawaban`, fields: await answer() }),
    'ANSWERED',
  ],
  [
    "HAI's reply",
    'hai',
    async () => ({
      path: `/tiket/${await escalatedTicket(web)}/balasan-hai`,
      fields: { permintaan: randomUUID(), balasan: 'Terlampir.' },
    }),
    'HAI_REPLIED',
  ],
])('%s', (_what, username, given, kind) => {
  it('accepts files of every kind, and returns them unchanged', async () => {
    const { path, fields } = await given();
    const visitor = await web.as(username);
    const chosen = await all();
    const sent = await visitor.upload(path, fields, chosen);
    expect(sent.status).toBe(303);
    const reference = decodeURIComponent(sent.location?.split('/')[2] ?? '');
    const rows = await rowsOf(reference);
    expect(rows.map((row) => [row.name, row.kind, row.size])).toEqual([
      ['surat.pdf', 'PDF', chosen[0]?.[1].length],
      ['data lama.xls', 'XLS', chosen[1]?.[1].length],
      ['data.xlsx', 'XLSX', chosen[2]?.[1].length],
      ['bundel.zip', 'ZIP', chosen[3]?.[1].length],
    ]);
    const events = await web.prisma.ticketEvent.findMany({ where: { reference, kind: kind as never } });
    expect(rows.map(({ seq }) => seq)).toEqual(Array(4).fill(events[0]?.seq));
    const page = await visitor.get(sent.location ?? '');
    expect(page.all('.thread .files__item')[0]).toBe(`surat.pdf (PDF, ${rows[0]?.size} B)`);
    expect(links(page)).toHaveLength(4);
    for (const [index, href] of links(page).entries()) {
      const download = await visitor.open(href);
      const bytes = Buffer.from(await download.arrayBuffer());
      expect(bytes.equals(chosen[index]?.[1] ?? Buffer.alloc(0))).toBe(true);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(rows[index]?.sha256);
    }
  });

  it('sent again, even many times at once, has its first outcome and its files once', async () => {
    const { path, fields } = await given();
    const visitor = await web.as(username);
    const send = () => outcomeOf(() => visitor.upload(path, fields, [['a.pdf', pdf()]]));
    const replies = await Promise.all([1, 2, 3].map(send));
    replies.push(await visitor.upload(path, fields, [['a.pdf', pdf()]]));
    expect(replies.map(({ status }) => status)).toEqual(Array(4).fill(303));
    expect(new Set(replies.map(({ location }) => location)).size).toBe(1);
    const reference = decodeURIComponent(replies[0]?.location?.split('/')[2] ?? '');
    expect(await rowsOf(reference)).toHaveLength(1);
    expect((await thread(web.prisma, reference)).filter((event) => event === kind)).toHaveLength(1);
  });

  it('with ids of files sent before, sent again, has its first outcome', async () => {
    const { path, fields } = await given();
    const visitor = await web.as(username);
    const [one, two] = [await sendFile(visitor), await sendFile(visitor)];
    const named: [string, string][] = [...Object.entries(fields), ['lampiranId', one], ['lampiranId', two]];
    const first = await visitor.upload(path, named);
    expect(first.status).toBe(303);
    const again = await visitor.upload(path, named);
    expect([again.status, again.location]).toEqual([303, first.location]);
    const reference = decodeURIComponent(first.location?.split('/')[2] ?? '');
    expect((await rowsOf(reference)).map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
  });

  it.each<[number, string, () => Promise<Chosen[]>]>([
    [415, 'surat.docx: Jenis berkas ini tidak diterima', async () => [['surat.docx', await docx()]]],
    [
      415,
      'x.pdf: Jenis berkas ini tidak diterima',
      async () => [['x.pdf', Buffer.from('<svg onload="x"/>')]],
    ],
    [413, 'besar.pdf: Berkas ini terlalu besar', async () => [['besar.pdf', large(10.1)]]],
    [
      413,
      'Semua berkas bersama-sama terlalu besar',
      async () => [1, 2, 3].map((n) => [`${n}.pdf`, large(9)]),
    ],
    [422, 'Berkas kosong', async () => [['kosong.pdf', Buffer.alloc(0)]]],
    [422, 'bom.zip: Berkas zip ini menjadi terlalu besar', async () => [['bom.zip', await bomb()]]],
    [422, 'Berkas terlalu banyak', async () => Array.from({ length: 11 }, (_, n) => [`${n}.pdf`, pdf()])],
  ])(
    'is refused by %i: %s, and comes back with what was typed and the good files',
    async (status, why, bad) => {
      await web.prisma.attachment.deleteMany({ where: { reference: null } });
      const { path, fields } = await given();
      const visitor = await web.as(username);
      const page = await visitor.upload(
        path,
        fields,
        [['baik.pdf', pdf()], ...(await bad())].slice(0, 11) as Chosen[],
      );
      expect(page.status).toBe(status);
      expect(page.one('.govuk-error-summary')).toContain(why);
      expect(page.one('.govuk-error-summary')).toContain('pdf, xls, xlsx, atau zip');
      expect(page.value('[name=permintaan]')).toBe(fields['permintaan']);
      expect(page.text).toContain('Terlampir.');
      expect(page.text).not.toContain('demo-cso');
      expect(page.all('[data-chosen] label')[0]).toContain('baik.pdf');
      const kept = page.attributes('[data-chosen] [name=lampiranId]', 'value');
      const { length } = await waitingOf(username);
      expect(kept).toHaveLength(length);
      // The form succeeds with the files that it kept.
      const ids: [string, string][] = kept.map((id) => ['lampiranId', id]);
      const sent = await visitor.upload(path, [...Object.entries(fields), ...ids]);
      if (status !== 413 || why.includes('besar.pdf')) expect(sent.status).toBe(303);
    },
  );

  it('names every refused file with its reason, and the allowed kinds once', async () => {
    const { path, fields } = await given();
    const bad: Chosen[] = [
      ['kosong.pdf', Buffer.alloc(0)],
      ['a.docx', await docx()],
      ['baik.pdf', pdf()],
      ['b.docx', await docx()],
    ];
    const page = await (await web.as(username)).upload(path, fields, bad);
    expect(page.status).toBe(422);
    const said = page.one('.govuk-error-summary li');
    expect(said).toContain(
      'kosong.pdf: Berkas kosong. a.docx, b.docx: Jenis berkas ini tidak diterima: dokumen Word. Buka di Word',
    );
    expect(said?.match(/paling besar 10 MB/g)).toHaveLength(1);
    expect(page.all('[data-chosen] label')).toHaveLength(1);
  });

  it('names the files beyond the limit', async () => {
    const { path, fields } = await given();
    const chosen = Array.from({ length: 12 }, (_, n): Chosen => [`lampiran-${n}.pdf`, pdf()]);
    const page = await (await web.as(username)).upload(path, fields, chosen);
    expect(page.status).toBe(422);
    expect(page.one('.govuk-error-summary li')).toMatch(
      /^lampiran-10\.pdf, lampiran-11\.pdf: Berkas terlalu banyak\./,
    );
  });

  it('accepts no file that is unknown, foreign, taken back or used', async () => {
    const used = await given();
    const visitor = await web.as(username);
    const linked = await sendFile(visitor);
    expect((await visitor.upload(used.path, { ...used.fields, lampiranId: linked })).status).toBe(303);
    const foreign = await sendFile(await web.as(username === 'hai' ? 'kppn-008' : 'hai'));
    const gone = await sendFile(visitor);
    expect(
      (await visitor.send(`/lampiran/${gone}`, { method: 'DELETE', headers: origin(visitor) })).status,
    ).toBe(204);
    for (const id of [linked, foreign, gone, randomUUID(), '../etc/passwd', '%00', "'"]) {
      const { path, fields } = await given();
      const before = await web.prisma.ticketEvent.count();
      const page = await visitor.upload(path, { ...fields, lampiranId: id });
      expect([id, page.status]).toEqual([id, 422]);
      expect(page.one('.govuk-error-summary')).toContain('tidak dikenal atau sudah terpakai');
      expect(await web.prisma.ticketEvent.count()).toBe(before);
    }
    expect((await web.prisma.attachment.findUniqueOrThrow({ where: { id: foreign } })).reference).toBeNull();
  });
});

const large = (megabytes: number): Buffer => Buffer.concat([pdf(), Buffer.alloc(megabytes * 1024 * 1024)]);
const origin = (visitor: Visitor) => ({ Origin: visitor.publicUrl });

/** Uploads like the script beside a form. @returns the id */
async function sendFile(visitor: Visitor, chosen: Chosen = ['surat.pdf', pdf()]): Promise<string> {
  const reply = await visitor.upload('/lampiran', {}, [chosen]);
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`);
  return reply.json<{ lampiran: { id: string }[] }>().lampiran[0]?.id ?? '';
}

describe('a waiting file that several acts name at once', () => {
  it('goes to one of them, and the others get an error', async () => {
    const visitor = await web.as('kppn-008');
    const id = await sendFile(visitor);
    const tickets = await Promise.all([1, 2, 3, 4].map(() => waitingTicket(web)));
    const forms = await Promise.all(tickets.map(() => answer({ lampiranId: id })));
    const replies = await Promise.all(
      tickets.map((ticket, index) => visitor.upload(`/tiket/${ticket}/jawaban`, forms[index] ?? {})),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422]);
    const winner = tickets[replies.findIndex(({ status }) => status === 303)] ?? '';
    expect((await rowsOf(winner)).map((row) => row.id)).toEqual([id]);
    for (const [index, reply] of replies.entries()) {
      if (reply.status === 303) continue;
      expect(reply.one('.govuk-error-summary')).toContain('tidak dikenal atau sudah terpakai');
      expect(reply.text).toContain('Terlampir.');
      expect(await thread(web.prisma, tickets[index] ?? '')).toEqual(['RECORDED']);
    }
  });

  it('is free again once the act that named it was refused', async () => {
    const visitor = await web.as('kppn-008');
    const [ticket, id] = [await waitingTicket(web), await sendFile(visitor)];
    const path = `/tiket/${ticket}/jawaban`;
    const wrong = await visitor.upload(path, await answer({ lampiranId: id, passwordCso: 'salah' }));
    expect(wrong.status).toBe(422);
    expect((await visitor.upload(path, await answer({ lampiranId: id }))).status).toBe(303);
    expect((await rowsOf(ticket)).map((row) => row.id)).toEqual([id]);
  });

  it('is free again when an act with an unknown outcome is sent again and refused by its ticket', async () => {
    const visitor = await web.as('kppn-008');
    const [ticket, id] = [await waitingTicket(web), await sendFile(visitor)];
    const path = `/tiket/${ticket}/jawaban`;
    const fields = await answer({ lampiranId: id });
    const key = fields['permintaan'] ?? '';
    // What an answer 503 leaves behind.
    await web.prisma.attachment.update({ where: { id }, data: { claim: `${key} ${path}` } });
    expect((await visitor.upload(path, await answer())).status).toBe(303);
    expect((await visitor.upload(path, fields)).status).toBe(409);
    expect(await web.prisma.attachment.findUnique({ where: { id } })).toMatchObject({
      claim: null,
      reference: null,
    });
  });

  it('chosen for an act that is already recorded, is named as not recorded', async () => {
    const visitor = await web.as('kppn-008');
    const ticket = await waitingTicket(web);
    const fields = await answer();
    const path = `/tiket/${ticket}/jawaban`;
    expect((await visitor.upload(path, fields)).status).toBe(303);
    const again = await visitor.upload(path, { ...fields, lampiranId: await sendFile(visitor) });
    expect([again.status, again.location]).toEqual([303, `/tiket/${ticket}`]);
    const page = await visitor.get(`/tiket/${ticket}`);
    expect(page.text).toContain('tidak ikut tercatat');
    expect(page.value('#salin-1')).toMatch(/\.pdf$/);
    expect(await rowsOf(ticket)).toEqual([]);
  });

  it('cannot be taken back while the outcome of its act is unknown', async () => {
    const visitor = await web.as('kppn-008');
    const id = await sendFile(visitor);
    await web.prisma.attachment.update({ where: { id }, data: { claim: 'lain' } });
    const headers = origin(visitor);
    expect((await visitor.send(`/lampiran/${id}`, { method: 'DELETE', headers })).status).toBe(404);
  });
});

describe('a download', () => {
  it.each([
    ['satker-527010', 200],
    ['kppn-008', 200],
    ['pengawas-008', 200],
    ['kanwil-riau', 200],
    ['pusat', 200],
    ['satker-527020', 404],
    ['kppn-063', 404],
    ['hai', 404],
    ['admin', 404],
  ])('is available to %s: %i', async (username, status) => {
    const href = await oneFile();
    const reply = await (await web.as(username)).get(href);
    expect(reply.status).toBe(status);
    if (status === 404) expect(reply.one('h1')).toBe('Tidak ditemukan');
  });

  it('leads to the log-in without one', async () => {
    const reply = await web.visitor().get(await oneFile());
    expect(reply.status).toBe(303);
    expect(reply.location).toContain('/masuk');
  });

  it('is served for saving, with the type of its content', async () => {
    const { headers } = await (await web.as('satker-527010')).get(await oneFile(['halaman.html', pdf()]));
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe('attachment; filename=halaman.html.pdf');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it("is not found under another ticket's reference, or while it waits", async () => {
    const satker = await web.as('satker-527010');
    const id = (await oneFile()).split('/').at(-1);
    const other = await waitingTicket(web);
    expect((await satker.get(`/tiket/${other}/lampiran/${id}`)).status).toBe(404);
    expect((await satker.get(`/tiket/${other}/lampiran/${await sendFile(satker)}`)).status).toBe(404);
    for (const hostile of ['1', '..%2F..%2Fetc%2Fpasswd', '%00', `${id}'`])
      expect((await satker.get(`/tiket/${other}/lampiran/${hostile}`)).status).toBe(404);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\boot.pdf', 'boot.pdf'],
    ['"kutip".pdf', '_kutip_.pdf'],
    ['tanda\r\nSet-Cookie: a=b.pdf', /^tanda.*Set-Cookie_ a=b\.pdf$/],
    ['\u202egnp.exe.pdf', 'gnp.exe.pdf'],
    ['no\u200bl\ufeff.pdf', 'nol.pdf'],
    ['laporan \u00e9\u4e2d\u6587\u{1f600}.pdf', 'laporan \u00e9\u4e2d\u6587\u{1f600}.pdf'],
    ['.htaccess', '.htaccess.pdf'],
    ['....', 'lampiran.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(150)}.pdf`],
    ['"><svg onload=alert(1)>.pdf', '___svg onload=alert(1)_.pdf'],
  ])('of a file named %j', async (typed, shown) => {
    const satker = await web.as('satker-527010');
    const href = await oneFile([typed, pdf()]);
    const id = href.split('/').at(-1) ?? '';
    const { name, key } = await web.prisma.attachment.findUniqueOrThrow({ where: { id } });
    if (typeof shown === 'string') expect(name).toBe(shown);
    else expect(name).toMatch(shown);
    expect(key).toMatch(/^lampiran\/\d{4}-\d\d-\d\d\/[0-9a-f-]{36}$/);
    const reply = await satker.get(href);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(reply.headers.get('set-cookie')).toBeNull();
    const page = await satker.get(href.replace(/\/lampiran.*/, ''));
    expect(page.all('.thread .files__item a')).toEqual([name]);
    expect(page.text).not.toContain('<svg onload');
  });

  /** The address of a file on a ticket of SATKER 527010. */
  async function oneFile(chosen: Chosen = ['surat.pdf', pdf()]): Promise<string> {
    const satker = await web.as('satker-527010');
    const id = await sendFile(satker, chosen);
    const { location } = await satker.upload('/tiket', await question({ lampiranId: id }));
    return `${location}/lampiran/${id}`;
  }
});

describe('a file sent before its form', () => {
  it.each(['pengawas-008', 'pusat', 'admin'])(
    'is not accepted from %s, who records nothing',
    async (username) => {
      expect((await (await web.as(username)).upload('/lampiran', {}, [['a.pdf', pdf()]])).status).toBe(403);
    },
  );

  it('gets an error that says what is wrong', async () => {
    const reply = await (await web.as('hai')).upload('/lampiran', {}, [['a.docx', await docx()]]);
    expect(reply.status).toBe(415);
    expect(reply.json<{ galat: string }>().galat).toContain('a.docx: Jenis berkas ini tidak diterima');
  });

  it('requires a log-in and our own page', async () => {
    expect((await web.visitor().upload('/lampiran', {}, [['a.pdf', pdf()]])).status).toBe(303);
    const hai = await web.as('hai');
    const body = new FormData();
    body.append('lampiran', new File(['%PDF-1.7'], 'a.pdf'));
    const headers = { Origin: 'https://evil.example' };
    expect((await hai.send('/lampiran', { method: 'POST', body, headers })).status).toBe(403);
  });

  it("can't be taken back by another account, nor once it is used", async () => {
    const [satker, hai] = [await web.as('satker-527010'), await web.as('hai')];
    const id = await sendFile(satker);
    const remove = (visitor: Visitor) =>
      visitor.send(`/lampiran/${id}`, { method: 'DELETE', headers: origin(visitor) });
    expect((await remove(hai)).status).toBe(404);
    expect((await satker.upload('/tiket', await question({ lampiranId: id }))).status).toBe(303);
    expect((await remove(satker)).status).toBe(404);
    expect(await web.prisma.attachment.findUnique({ where: { id } })).not.toBeNull();
  });

  it('is refused by the name of the file inside it', async () => {
    const satker = await web.as('satker-527010');
    const bundle = await zip({ 'baik.pdf': pdf(), 'rekap.xlsm': await xlsm() });
    const reply = await satker.upload('/lampiran', {}, [['bundel.zip', bundle]]);
    expect(reply.status).toBe(415);
    expect(reply.json<{ galat: string }>().galat).toContain(
      'rekap.xlsm di dalam bundel.zip: Berkas ini berisi makro. Buka di Excel',
    );
  });

  it('is one of at most a hundred, even if all are sent at once', async () => {
    const account = await web.prisma.account.findUniqueOrThrow({ where: { username: 'satker-690010' } });
    const row = { accountId: account.id, name: 'a.pdf', kind: 'PDF' as const, size: 1, sha256: '' };
    const rows = Array.from({ length: 97 }, () => ({ ...row, key: randomUUID() }));
    await web.prisma.attachment.createMany({ data: rows });
    const satker = await web.as('satker-690010');
    const sent = Array.from({ length: 8 }, () => satker.upload('/lampiran', {}, [['a.pdf', pdf()]]));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 201, 201, 429, 429, 429, 429, 429]);
    const where = { accountId: account.id, reference: null };
    expect(await web.prisma.attachment.count({ where })).toBe(100);
    await web.prisma.attachment.deleteMany({ where });
  });

  it('is one of at most a hundred', async () => {
    const account = await web.prisma.account.findUniqueOrThrow({ where: { username: 'satker-690010' } });
    const row = { accountId: account.id, name: 'a.pdf', kind: 'PDF' as const, size: 1, sha256: '' };
    const rows = Array.from({ length: 100 }, () => ({ ...row, key: randomUUID() }));
    await web.prisma.attachment.createMany({ data: rows });
    const satker = await web.as('satker-690010');
    expect((await satker.upload('/lampiran', {}, [['a.pdf', pdf()]])).status).toBe(429);
    await web.prisma.attachment.deleteMany({ where: { accountId: account.id } });
    await web.prisma.attachment.create({ data: { ...row, key: 'satu', size: 250 * 1024 * 1024 - 1 } });
    expect((await satker.upload('/lampiran', {}, [['a.pdf', pdf()]])).status).toBe(429);
    await web.prisma.attachment.deleteMany({ where: { accountId: account.id } });
  });
});

it('files survive a change of type and the recording of a new person', async () => {
  const kppn = await web.as('kppn-008');
  const page = await kppn.upload('/tiket/baru', { subjek: 'Berkas', jenis: 'BANK' }, [['surat.pdf', pdf()]]);
  expect(page.all('[data-chosen] label')).toEqual([`surat.pdf (PDF, ${pdf().length} B)`]);
  const id = page.value('[data-chosen] [name=lampiranId]') ?? '';
  const away = await kppn.upload('/tiket/baru/penanya', { subjek: 'Berkas', jenis: 'BANK', lampiranId: id }, [
    ['kedua.pdf', pdf()],
  ]);
  const back = new URL(away.location ?? '', 'http://x').searchParams.get('kembali') ?? '';
  const again = await kppn.get(back);
  expect(again.value('#subjek')).toBe('Berkas');
  expect(again.all('[data-chosen] label').map((text) => text.split(' ')[0])).toEqual([
    'surat.pdf',
    'kedua.pdf',
  ]);
  expect(
    await (await web.as('kppn-063')).get(back).then((other) => other.all('[data-chosen] label')),
  ).toEqual([]);
});

it('an answer on the spot keeps its files with the recording', async () => {
  const kppn = await web.as('kppn-008');
  const asker = { email: 'penanya@satker-527010.example.id' };
  const { id } = await web.prisma.customer.findUniqueOrThrow({ where: asker });
  const fields = {
    ...(await answer()),
    ...{ subjek: 'Di loket', penanya: String(id), jenis: 'SATKER', pertanyaan: 'Ya?' },
    ...{ metode: 'TATAP_MUKA', tujuan: 'SELESAI' },
  };
  const { status, location } = await kppn.upload('/tiket', fields, [['surat.pdf', pdf()]]);
  expect(status).toBe(303);
  const rows = await rowsOf(decodeURIComponent(location?.split('/')[2] ?? ''));
  expect(rows.map(({ seq }) => seq)).toEqual([1]);
});

it('a form without files refuses one', async () => {
  const reference = await waitingTicket(web);
  const fields = await signature(web.prisma, 'CSO 1 Pekanbaru');
  const reply = await (
    await web.as('kppn-008')
  ).upload(`/tiket/${reference}/eskalasi`, fields, [['a.pdf', pdf()]]);
  expect(reply.status).toBe(415);
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED']);
});
