import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { demoOfficerPassword } from '../../../../prisma/seed/demo.ts';
import { customerId } from '../../../support/drafts.ts';
import { signature } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { without } from '../../../support/visitor.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const officerOf = async (unitId: string) =>
  (await web.prisma.officer.findFirstOrThrow({ where: { unitId }, orderBy: { name: 'asc' } })).id;

const bank = 'layanan.mpn@bank-melayu.example.id';

async function form(unitId: string, over: Record<string, string> = {}): Promise<Record<string, string>> {
  return {
    permintaan: randomUUID(),
    subjek: 'Pelimpahan penerimaan',
    jenis: 'BANK',
    penanya: await customerId(web.prisma, bank),
    pertanyaan: 'Jam berapa batasnya?',
    metode: 'TATAP_MUKA',
    tujuan: 'KPPN',
    petugas: await officerOf(unitId),
    passwordCso: demoOfficerPassword,
    ...over,
  };
}

async function record(username: string, fields: Record<string, string>) {
  const reply = await (await web.as(username)).post('/tiket', fields);
  const reference = decodeURIComponent(reply.location?.replace('/tiket/', '') ?? '');
  return {
    reply,
    ticket: await web.prisma.ticket.findUnique({ where: { reference }, include: { events: true } }),
  };
}

describe("a bank's question over the counter of KPPN 008", () => {
  test.each([
    ['KPPN', 'KPPN-008', 'PERBENDAHARAAN', 'WAITING'],
    ['KANWIL', 'KANWIL-04', 'REVISI_DIPA', 'WAITING'],
    ['KPPN_KP', 'KPPN-183', 'MPN_G2', 'WAITING'],
    ['KPPN_KPH', 'KPPN-140', 'PINJAMAN_HIBAH', 'WAITING'],
    ['HAI', 'KPPN-008', null, 'ESCALATED'],
  ])('sent to %s is handled by %s', async (tujuan, handlingUnitId, service, status) => {
    const { reply, ticket } = await record('kppn-008', await form('KPPN-008', { tujuan }));
    expect(reply.status).toBe(303);
    expect(ticket).toMatchObject({
      handlingUnitId,
      service,
      status,
      method: 'TATAP_MUKA',
      askerAgency: 'BANK',
    });
    expect(ticket?.officerName).toBe('CSO 1 Pekanbaru');
  });

  it('answered on the spot is resolved with its answer', async () => {
    const answered = { tujuan: 'SELESAI', jawaban: 'Pukul 16.30 WIB.' };
    const { ticket } = await record('kppn-008', await form('KPPN-008', answered));
    expect(ticket?.status).toBe('RESOLVED');
    expect(ticket?.events.map((event) => [event.kind, event.body])).toContainEqual([
      'ANSWERED',
      'Pukul 16.30 WIB.',
    ]);
  });

  test.each([
    ['jawaban', { tujuan: 'SELESAI', jawaban: '' }],
    ['metode', { metode: 'OMSPAN_SATKER' }],
    ['tujuan', { tujuan: 'BULAN' }],
    ['penanya', { penanya: '999999' }],
    ['passwordCso', { passwordCso: 'salah' }],
  ])('with a wrong %s comes back with what was typed', async (field, over) => {
    const before = await web.prisma.reservation.count();
    const { reply } = await record('kppn-008', await form('KPPN-008', over));
    expect(reply.status).toBe(422);
    expect(reply.faultAt(field)).toBeTruthy();
    expect(reply.value('#pertanyaan')).toBe('Jam berapa batasnya?');
    expect(reply.text).not.toContain(demoOfficerPassword);
    expect(await web.prisma.reservation.count()).toBe(before);
  });

  it('names an officer of its own unit and a person of the chosen type', async () => {
    const foreign = await form('KPPN-008', { petugas: await officerOf('KPPN-063') });
    expect((await record('kppn-008', foreign)).reply.faultAt('petugas')).toBeTruthy();
    const otherType = await form('KPPN-008', { jenis: 'PEMDA' });
    expect((await record('kppn-008', otherType)).reply.faultAt('penanya')).toBeTruthy();
  });

  it('sent again is one ticket', async () => {
    const fields = await form('KPPN-008');
    const first = await record('kppn-008', fields);
    const again = await record('kppn-008', fields);
    expect(again.reply.location).toBe(first.reply.location);
  });
});

describe('a KPPN asker', () => {
  it('goes to HAI without officer and password, and its recorder completes it', async () => {
    const penanya = await customerId(web.prisma, 'penanya@kppn-008.example.id');
    const fields = without(
      without(await form('KPPN-008', { jenis: 'KPPN', penanya, tujuan: 'HAI' }), 'petugas'),
      'passwordCso',
    );
    const { ticket } = await record('kppn-008', fields);
    expect(ticket).toMatchObject({
      status: 'ESCALATED',
      handlingUnitId: 'KPPN-008',
      askerType: 'KPPN',
      officerName: null,
    });
    const reference = ticket?.reference ?? '';
    await (await web.as('hai')).post(`/tiket/${reference}/balasan-hai`, { balasan: 'Sudah diperbaiki.' });
    const kppn = await web.as('kppn-008');
    const page = await kppn.postAndFollow(
      `/tiket/${reference}/penyelesaian`,
      await signature(web.prisma, 'CSO 1 Pekanbaru'),
    );
    expect(page.one('.govuk-tag')).toBe('Selesai');
  });

  it('goes nowhere else', async () => {
    const penanya = await customerId(web.prisma, 'penanya@kppn-008.example.id');
    const { reply } = await record(
      'kppn-008',
      await form('KPPN-008', { jenis: 'KPPN', penanya, tujuan: 'KPPN' }),
    );
    expect(reply.status).toBe(422);
    expect(reply.faultAt('tujuan')).toBeTruthy();
  });
});

describe('a recorder that is no KPPN', () => {
  it('chooses the KPPN that gets the ticket', async () => {
    const { ticket } = await record('kanwil-riau', await form('KANWIL-04', { unitTujuan: '008' }));
    expect(ticket?.handlingUnitId).toBe('KPPN-008');
  });

  it('must choose one that exists', async () => {
    // 063 is a KPPN of another Kanwil.
    for (const unitTujuan of ['', '999', '063', "'; --"]) {
      const { reply } = await record('kanwil-riau', await form('KANWIL-04', { unitTujuan }));
      expect(reply.status).toBe(422);
      expect(reply.faultAt('unitTujuan')).toBeTruthy();
    }
  });

  it('is offered the KPPNs of its region, the special ones those of the whole country', async () => {
    const offered = async (username: string, path = '/tiket/baru?jenis=BANK') =>
      (await (await web.as(username)).get(path)).all('#unitTujuan option').slice(1);
    expect(await offered('kanwil-riau')).toEqual([
      '008 PEKANBARU',
      ...(await offered('kanwil-riau')).slice(1),
    ]);
    expect((await offered('kanwil-riau')).join()).not.toContain('JAYAPURA');
    expect(await offered('kppn-kp')).toHaveLength(50);
    expect(await offered('kppn-008')).toEqual([]);
    expect(await offered('kanwil-riau', '/tiket/baru?jenis=SATKER')).toEqual([]);
  });

  it.each(['063', 'jayapura', 'KPPN 063'])('finds one by a part of code or name: %s', async (cari) => {
    const special = await web.as('kppn-kph');
    const part = await special.getPart(`/tiket/baru/kppn?${new URLSearchParams({ cariKppn: cari })}`);
    expect(part.all('option')).toContain('063 JAYAPURA');
    const page = await special.post('/tiket/baru', await form('KPPN-140', { cariKppn: cari }));
    expect(page.all('#unitTujuan option')).toContain('063 JAYAPURA');
    expect(page.value('#subjek')).toBe('Pelimpahan penerimaan');
  });

  it('sends to a Kanwil through its KPPN, unless it is a Kanwil itself', async () => {
    const fields = await form('KPPN-183', { tujuan: 'KANWIL', unitTujuan: '063' });
    expect((await record('kppn-kp', fields)).ticket?.handlingUnitId).toBe('KANWIL-30');
    const none = await record('kppn-kp', await form('KPPN-183', { tujuan: 'KANWIL' }));
    expect(none.reply.faultAt('unitTujuan')).toBe('KPPN tujuan harus dipilih.');
  });

  it.each(['HAI', 'KPPN_KP', 'KANWIL'])(
    'needs none for %s, whatever the hidden field says',
    async (tujuan) => {
      const { reply } = await record('kanwil-riau', await form('KANWIL-04', { tujuan, unitTujuan: '999' }));
      expect(reply.status).toBe(303);
    },
  );

  it('handles what it sends to its own Kanwil itself', async () => {
    const { ticket } = await record('kanwil-riau', await form('KANWIL-04', { tujuan: 'KANWIL' }));
    expect(ticket?.handlingUnitId).toBe('KANWIL-04');
  });
});

describe('the form', () => {
  it('has the asker type of its address, and changes it without losing what was typed', async () => {
    const kppn = await web.as('kppn-008');
    const page = await kppn.get('/tiket/baru?jenis=BANK');
    expect(page.value('#jenis')).toBe('BANK');
    expect(page.all('#penanya option').join()).toContain(bank);
    const again = await kppn.post('/tiket/baru', {
      ...(await form('KPPN-008')),
      jenis: 'KPPN',
      subjek: 'Tetap',
    });
    expect(again.value('#subjek')).toBe('Tetap');
    expect(again.all('#tujuan option')).toEqual(['Pilih salah satu…', 'Kirim ke HAI']);
    expect(again.one('#passwordCso')).toBeNull();
  });

  it('without Jenis Unit Penanya comes back with that field marked', async () => {
    const { reply } = await record('kppn-008', without(await form('KPPN-008'), 'jenis'));
    expect(reply.status).toBe(422);
    expect(reply.faultAt('jenis')).toBe('Jenis Unit Penanya harus dipilih.');
    expect(reply.value('#subjek')).toBe('Pelimpahan penerimaan');
  });

  it('waits half filled while a person is added, and comes back with the person chosen', async () => {
    const kppn = await web.as('kppn-008');
    const away = await kppn.post('/tiket/baru/penanya', {
      ...(await form('KPPN-008')),
      subjek: 'Setengah jadi',
    });
    expect(away.status).toBe(303);
    const back = new URL(away.location ?? '', 'http://x').searchParams.get('kembali') ?? '';
    const page = await kppn.get(`${back}&penanya=${await customerId(web.prisma, bank)}`);
    expect(page.value('#subjek')).toBe('Setengah jadi');
    expect(page.value('#penanya')).toBe(await customerId(web.prisma, bank));
    expect(page.text).not.toContain(demoOfficerPassword);
    const stranger = await (await web.as('kppn-063')).get(back);
    expect(stranger.value('#subjek')).toBe('');
  });

  it('keeps what was typed while it waits, but no password, and the twenty newest forms', async () => {
    const jayapura = await web.as('kppn-063');
    const long = `${'x'.repeat(99_999)}😀${'x'.repeat(1000)}`;
    const typed = { ...(await form('KPPN-063')), pertanyaan: long, cari: 'bank', subjek: '' };
    for (let times = 0; times < 22; times++)
      expect((await jayapura.post('/tiket/baru/penanya', typed)).status).toBe(303);
    const account = await web.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-063' } });
    const forms = await web.prisma.keptForm.findMany({ where: { accountId: account.id } });
    expect(forms).toHaveLength(20);
    const fields = forms[0]?.fields as Record<string, string>;
    const names = [
      'jenis',
      'metode',
      'passwordCso',
      'penanya',
      'permintaan',
      'pertanyaan',
      'petugas',
      'tujuan',
    ];
    expect(Object.keys(fields).sort()).toEqual(names);
    expect(fields['passwordCso']).toBe('');
    expect(fields['pertanyaan']).toHaveLength(100_000);
  });

  test.each(['hai', 'pusat', 'pengawas-008', 'admin'])('is not for %s', async (username) => {
    const visitor = await web.as(username);
    expect((await visitor.get('/tiket/baru')).status).toBe(403);
    expect((await visitor.get('/tiket/baru/kppn?cariKppn=008')).status).toBe(403);
    expect((await visitor.post('/tiket', await form('KPPN-008'))).status).toBe(403);
  });
});
