import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import { customerId } from '../../../support/drafts.ts';
import { thread } from '../../../support/given.ts';
import { outcomeOf, without } from '../../../support/visitor.ts';
import type { Visitor } from '../../../support/visitor.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
let satker: Visitor;
beforeAll(async () => {
  web = await startWeb();
  satker = await web.as('satker-527010');
});
afterAll(() => web.stop());

async function question(over: Record<string, string> = {}) {
  return {
    permintaan: randomUUID(),
    subjek: 'SP2D belum terbit',
    penanya: await customerId(web.prisma),
    pertanyaan: 'SPM nomor 00123 sudah kami ajukan kemarin.',
    layanan: 'PERBENDAHARAAN',
    ...over,
  };
}

const referenceIn = (location: string | null) => decodeURIComponent(location?.replace('/tiket/', '') ?? '');
const counts = async () => [await web.prisma.ticket.count(), await web.prisma.reservation.count()];

describe("a Satker's question", () => {
  test.each([
    ['PERBENDAHARAAN', 'satker-527010', 'KPPN-008', 'KPPN PEKANBARU', 'KPPN'],
    ['REVISI_DIPA', 'satker-527010', 'KANWIL-04', 'Kanwil DJPBN Provinsi Riau', 'Kanwil DJPBN'],
    ['MPN_G2', 'satker-527010', 'KPPN-183', 'KPPN Khusus Penerimaan', 'KPPN Khusus Penerimaan'],
    [
      'PINJAMAN_HIBAH',
      'satker-527010',
      'KPPN-140',
      'KPPN Khusus Pinjaman dan Hibah',
      'KPPN Khusus Pinjaman dan Hibah',
    ],
    ['PERBENDAHARAAN', 'satker-690010', 'KPPN-063', 'KPPN JAYAPURA', 'KPPN'],
    ['REVISI_DIPA', 'satker-690010', 'KANWIL-30', 'Kanwil DJPBN Provinsi Papua', 'Kanwil DJPBN'],
  ])('about %s of %s goes to %s', async (layanan, username, unitId, unitName, waitsFor) => {
    const visitor = await web.as(username);
    const penanya = await customerId(web.prisma, `penanya@${username}.example.id`);
    const page = await visitor.postAndFollow('/tiket', await question({ layanan, penanya }));
    expect(page.status).toBe(200);
    expect(page.one('.govuk-tag')).toBe(`Menunggu konfirmasi/respon dari ${waitsFor}`);
    expect(page.all('.facts dd')).toContain(unitName);
    expect(page.one('.thread__item .moj-timeline__description')).toBe(
      'SPM nomor 00123 sudah kami ajukan kemarin.',
    );
    const ticket = await web.prisma.ticket.findFirstOrThrow({ orderBy: { openedAt: 'desc' } });
    expect(ticket).toMatchObject({ handlingUnitId: unitId, service: layanan, method: 'OMSPAN_SATKER' });
    expect((await web.client.workflow.getHandle(ticket.reference).describe()).status.name).toBe('RUNNING');
  });

  it("has a reference by the recorder's time, and keeps showing its asker as recorded", async () => {
    const before = new Date();
    const { location } = await satker.post('/tiket', await question());
    expect(referenceIn(location)).toMatch(/^HAI-\d{9,10}(-\d+)?$/);
    const ticket = await web.prisma.ticket.findUniqueOrThrow({ where: { reference: referenceIn(location) } });
    expect(ticket).toMatchObject({
      askerName: 'Rina Wulandari',
      askerAgency: 'SATKER 527010 PENGADILAN NEGERI PEKANBARU',
      satkerId: 'SATKER-527010',
      partnerKppnId: 'KPPN-008',
      officerName: null,
    });
    expect(ticket.openedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(ticket.openedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('keeps its lines, characters and letters', async () => {
    const pertanyaan = 'Baris satu\n\n  "Baris" <tiga> & \'empat\' — ≥ 5 😀 \u202e akhir';
    const page = await satker.postAndFollow('/tiket', await question({ pertanyaan, subjek: 'É <b>"\'&' }));
    expect(page.text).not.toContain('<tiga>');
    expect(page.one('.thread__item .moj-timeline__description')).toBe(pertanyaan.replace(/\s+/g, ' ').trim());
    expect(page.one('h1')).toContain('É <b>"\'&');
    const { question: kept } = await web.prisma.ticket.findFirstOrThrow({ orderBy: { openedAt: 'desc' } });
    expect(kept).toBe(pertanyaan.trim());
  });
});

describe('the same request', () => {
  it('sent again returns the same ticket', async () => {
    const fields = await question();
    const first = await satker.post('/tiket', fields);
    const before = await counts();
    const again = await satker.post('/tiket', { ...fields, subjek: 'Lain sekali' });
    expect([again.status, again.location]).toEqual([303, first.location]);
    expect(await counts()).toEqual(before);
    expect(await thread(web.prisma, referenceIn(first.location))).toEqual(['RECORDED']);
  });

  it('sent many times at once is one ticket', async () => {
    const [tickets = 0, reservations = 0] = await counts();
    const fields = await question();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => outcomeOf(() => satker.post('/tiket', fields))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(replies.map(({ location }) => location)).size).toBe(1);
    expect(await counts()).toEqual([tickets + 1, reservations + 1]);
  });

  it('of another account is another ticket', async () => {
    const permintaan = randomUUID();
    const other = await web.as('satker-527020');
    const penanya = await customerId(web.prisma, 'penanya@satker-527020.example.id');
    const first = await satker.post('/tiket', await question({ permintaan }));
    const second = await other.post('/tiket', await question({ permintaan, penanya }));
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.location).not.toBe(first.location);
  });

  it('is distinguished from another however long its key is', async () => {
    const long = 'k'.repeat(300);
    const [first, second, again] = [
      await satker.post('/tiket', await question({ permintaan: `${long}1` })),
      await satker.post('/tiket', await question({ permintaan: `${long}2` })),
      await satker.post('/tiket', await question({ permintaan: `${long}1` })),
    ];
    expect(second.location).not.toBe(first.location);
    expect(again.location).toBe(first.location);
  });

  it('without a key is a new ticket each time', async () => {
    const fields = without(await question(), 'permintaan');
    const [first, second] = [await satker.post('/tiket', fields), await satker.post('/tiket', fields)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.location).not.toBe(first.location);
  });
});

it('gives tickets of the same second different references', async () => {
  const fields = await Promise.all(Array.from({ length: 12 }, () => question()));
  const replies = await Promise.all(fields.map((each) => outcomeOf(() => satker.post('/tiket', each))));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([303]));
  expect(new Set(replies.map(({ location }) => location)).size).toBe(12);
});

describe('a form that is not complete', () => {
  test.each([
    ['subjek', { subjek: ' ' }, 'Subjek harus diisi.'],
    ['subjek', { subjek: 'x'.repeat(201) }, 'Subjek paling panjang 200 karakter.'],
    ['penanya', { penanya: '' }, 'Data Penanya harus dipilih.'],
    ['penanya', { penanya: '1 OR 1=1' }, 'Data Penanya harus dipilih.'],
    ['penanya', { penanya: '99999999999' }, 'Data Penanya harus dipilih.'],
    ['pertanyaan', { pertanyaan: '\n \0' }, 'Pertanyaan harus diisi.'],
    ['pertanyaan', { pertanyaan: 'x'.repeat(20_001) }, 'Pertanyaan paling panjang 20.000 karakter.'],
  ])('comes back with what was typed and says so at %s', async (field, over, message) => {
    const before = await counts();
    const fields = await question({ layanan: 'MPN_G2', ...over });
    const page = await satker.post('/tiket', fields);
    expect(page.status).toBe(422);
    expect(page.faultAt(field)).toBe(message);
    expect(page.one('.govuk-error-summary')).toContain('Isilah semua kolom bertanda * sebelum melanjutkan.');
    expect(page.attributes('.govuk-error-summary a', 'href')).toEqual([`#${field}`]);
    for (const other of ['subjek', 'penanya', 'pertanyaan'] as const)
      if (other !== field) expect(page.value(`#${other}`)).toBe(fields[other]);
    expect(page.value('input[name=layanan][checked]')).toBe('MPN_G2');
    expect(page.value('form.panel [name=permintaan]')).toBe(fields.permintaan);
    expect(await counts()).toEqual(before);
  });

  test.each([undefined, '', 'LAIN', 'constructor'])('needs a Tujuan that exists: %j', async (layanan) => {
    const fields = without(await question(), 'layanan');
    const page = await satker.post('/tiket', layanan === undefined ? fields : { ...fields, layanan });
    expect(page.status).toBe(422);
    expect(page.one('#layanan-galat')).toContain('Tujuan harus dipilih.');
    expect(page.value('#subjek')).toBe('SP2D belum terbit');
  });

  it('can be sent again once it is corrected', async () => {
    const fields = await question({ subjek: '' });
    await satker.post('/tiket', fields);
    expect((await satker.post('/tiket', { ...fields, subjek: 'Kini ada' })).status).toBe(303);
  });
});

describe('a customer', () => {
  it('of another satker is as unknown as one that does not exist', async () => {
    const before = await counts();
    const foreign = await satker.post(
      '/tiket',
      await question({ penanya: await customerId(web.prisma, 'penanya@satker-527020.example.id') }),
    );
    const unknown = await satker.post('/tiket', await question({ penanya: '99999999' }));
    expect([foreign.status, unknown.status]).toEqual([422, 422]);
    expect(foreign.faultAt('penanya')).toBe('Penanya ini tidak dikenal di unit Anda.');
    expect(unknown.faultAt('penanya')).toBe(foreign.faultAt('penanya'));
    expect(foreign.text).not.toContain('Bambang Hartono');
    expect(await counts()).toEqual(before);
  });

  it('whose link has ended can no longer be chosen', async () => {
    const email = 'ppspm@satker-527010.example.id';
    const id = Number(await customerId(web.prisma, email));
    await web.prisma.customerLink.updateMany({ where: { customerId: id }, data: { endedAt: new Date() } });
    expect((await satker.get('/tiket/baru')).all('#penanya option').join()).not.toContain(email);
    expect((await satker.post('/tiket', await question({ penanya: String(id) }))).status).toBe(422);
  });

  it('is offered only to its own satker, and found by ?cari=', async () => {
    const all = await satker.get('/tiket/baru');
    expect(all.all('#penanya option').slice(1).sort()).toEqual([
      'Hendra Simatupang (bendahara@satker-527010.example.id)',
      'Rina Wulandari (penanya@satker-527010.example.id)',
    ]);
    const found = await satker.get('/tiket/baru?cari=SIMATUPANG');
    expect(found.all('#penanya option').slice(1)).toEqual([
      'Hendra Simatupang (bendahara@satker-527010.example.id)',
    ]);
    expect(found.value('#cari')).toBe('SIMATUPANG');
    expect((await satker.get('/tiket/baru?cari=Bambang')).all('#penanya option')).toHaveLength(1);
  });

  it('is one of at most fifty in the picker, newest first', async () => {
    const people = Array.from({ length: 60 }, (_, n) => ({
      email: `orang${n}@satker-690010.example.id`,
      name: `Orang ${n}`,
      type: 'SATKER' as const,
      unitId: 'SATKER-690010',
      recordedById: 'SATKER-690010',
    }));
    await web.prisma.customer.createMany({ data: people });
    const made = await web.prisma.customer.findMany({ where: { name: { startsWith: 'Orang ' } } });
    await web.prisma.customerLink.createMany({
      data: made.map(({ id }) => ({ unitId: 'SATKER-690010', customerId: id })),
    });
    const options = (await (await web.as('satker-690010')).get('/tiket/baru'))
      .all('#penanya option')
      .slice(1);
    expect(options).toHaveLength(50);
    expect(options[0]).toContain('Orang 59');
  });
});

describe('recording', () => {
  test.each(['hai', 'admin', 'pusat', 'pengawas-008'])('is not for %s', async (username) => {
    const before = await counts();
    const visitor = await web.as(username);
    expect((await visitor.get('/tiket/baru')).status).toBe(403);
    expect((await visitor.post('/tiket', await question())).status).toBe(403);
    expect(await counts()).toEqual(before);
  });

  it('needs a log-in', async () => {
    const before = await counts();
    expect((await web.visitor().post('/tiket', await question())).location).toBe(
      '/masuk?next=%2Ftiket%2Fbaru',
    );
    expect(await counts()).toEqual(before);
  });

  it('ignores extra fields', async () => {
    const extra = {
      status: 'RESOLVED',
      unitId: 'HAI',
      author: 'Orang lain',
      handlingUnitId: 'KPPN-063',
      reference: 'HAI-1',
      year: '1999',
    };
    const { location } = await satker.post('/tiket', await question(extra));
    const ticket = await web.prisma.ticket.findUniqueOrThrow({
      where: { reference: referenceIn(location) },
      include: { events: true },
    });
    expect(ticket).toMatchObject({
      status: 'WAITING',
      handlingUnitId: 'KPPN-008',
      year: yearIn(ticket.openedAt, 'Asia/Jakarta'),
    });
    expect(ticket.events[0]).toMatchObject({ author: 'Rina Wulandari', unitId: 'SATKER-527010' });
  });

  it('accepts a multipart form as well', async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(await question({ subjek: 'Multipart' })))
      body.append(name, value);
    const reply = await satker.send('/tiket', {
      method: 'POST',
      body,
      headers: { Origin: satker.publicUrl },
    });
    expect(reply.status).toBe(303);
    expect((await satker.get(reply.location ?? '')).one('h1')).toContain('Multipart');
  });

  it('refuses ten megabytes', async () => {
    const before = await counts();
    const reply = await satker.post('/tiket', await question({ pertanyaan: 'x'.repeat(10 * 1024 * 1024) }));
    expect(reply.status).toBe(413);
    expect(await counts()).toEqual(before);
  });
});
