import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { correctCustomer } from '../../../customers/records.ts';
import { waitingTicket } from '../../support/given.ts';
import { until } from '../../support/until.ts';
import type { Fields, Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import {
  customerOf,
  emails,
  everyCustomer,
  freshEmail,
  givenPerson,
  readers,
} from '../../support/customers.ts';

let web: TestWeb;
let kppn: Visitor;
let satker: Visitor;
beforeAll(async () => {
  web = await startWeb();
  kppn = await web.as('kppn-008');
  satker = await web.as('satker-527010');
});
afterAll(() => web.stop());

const ofSatker = () => givenPerson(web, 'SATKER', 'SATKER-527010', ['SATKER-527010']);
const corrected = (over: Fields = {}): Fields => ({
  permintaan: randomUUID(),
  email: freshEmail(),
  nama: 'Sari Utami',
  jenis: 'SATKER',
  satker: '527010',
  ...over,
});

describe('UBAH PENGGUNA', () => {
  it('shows the person as recorded', async () => {
    const { id, email } = await ofSatker();
    const page = await kppn.get(`/pengguna/${id}/ubah`);
    expect([page.status, page.one('h1')]).toEqual([200, 'UBAH PENGGUNA']);
    expect(['nama', 'email', 'jenis', 'satker'].map((name) => page.value(`#${name}`))).toEqual([
      'Sari Lestari',
      email,
      'SATKER',
      '527010',
    ]);
  });

  test.each(['satker-527010', 'kppn-008'])('corrects name and e-mail for %s', async (username) => {
    const { id } = await ofSatker();
    const visitor = await web.as(username);
    const fields = corrected();
    const { status, location } = await visitor.post(`/pengguna/${id}`, fields);
    expect([status, location]).toEqual([303, '/pengguna']);
    const person = await customerOf(web.prisma, fields['email'] ?? '');
    expect(person).toMatchObject({ id, name: 'Sari Utami', type: 'SATKER', unitId: 'SATKER-527010' });
    expect(emails(await visitor.get('/pengguna'))).toContain(fields['email']);
  });

  it('lets nobody move a Satker’s person elsewhere from the Satker’s form', async () => {
    const { id } = await ofSatker();
    const fields = corrected({ jenis: 'BANK', satker: '527020', unitId: 'SATKER-527020' });
    expect((await satker.post(`/pengguna/${id}`, fields)).status).toBe(303);
    expect(await customerOf(web.prisma, fields['email'] ?? '')).toMatchObject({
      type: 'SATKER',
      unitId: 'SATKER-527010',
    });
  });

  it('moves a person to another satker of the KPPN, which then has the person', async () => {
    const { id } = await ofSatker();
    const fields = corrected({ satker: '527020' });
    expect((await kppn.post(`/pengguna/${id}`, fields)).status).toBe(303);
    const listed = async (username: string) =>
      emails(await (await web.as(username)).get('/pengguna')).includes(fields['email'] ?? '');
    expect(await Promise.all(['satker-527010', 'satker-527020', 'kppn-008'].map(listed))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('corrects the type, and the KPPN keeps the person', async () => {
    const { id } = await ofSatker();
    const fields = corrected({ jenis: 'PEMDA' });
    expect((await kppn.post(`/pengguna/${id}`, fields)).status).toBe(303);
    expect(await customerOf(web.prisma, fields['email'] ?? '')).toMatchObject({
      type: 'PEMDA',
      unitId: null,
    });
    expect(emails(await kppn.get('/pengguna'))).toContain(fields['email']);
    expect(emails(await satker.get('/pengguna'))).not.toContain(fields['email']);
  });

  it('leaves old tickets as they were', async () => {
    const reference = await waitingTicket(web);
    const { id } = await customerOf(web.prisma, 'penanya@satker-527010.example.id');
    const fields = corrected({ email: 'rina.baru@satker-527010.example.id', nama: 'Rina Baru' });
    expect((await satker.post(`/pengguna/${id}`, fields)).status).toBe(303);
    const ticket = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(ticket).toMatchObject({
      askerName: 'Rina Wulandari',
      askerEmail: 'penanya@satker-527010.example.id',
      askerAgency: 'SATKER 527010',
    });
    expect((await satker.get(`/tiket/${reference}`)).text).toContain('Rina Wulandari');
  });

  it('accepts the same e-mail in another case', async () => {
    const { id, email } = await ofSatker();
    expect((await kppn.post(`/pengguna/${id}`, corrected({ email: email.toUpperCase() }))).status).toBe(303);
    expect((await customerOf(web.prisma, email)).email).toBe(email.toUpperCase());
  });
});

describe('what is refused', () => {
  test.each([
    ['nama', { nama: '' }, 'Nama harus diisi.'],
    ['email', { email: 'x' }, 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.'],
    ['jenis', { jenis: '' }, 'Jenis Unit Penanya harus dipilih.'],
    ['satker', { satker: '690010' }, 'Satker ini tidak dikenal di unit Anda.'],
  ])('says so at %s, with what was typed', async (field, over, message) => {
    const { id } = await ofSatker();
    const before = await everyCustomer(web);
    const fields = corrected({ nama: 'Ketikan', ...(over as Fields) });
    const page = await kppn.post(`/pengguna/${id}`, fields);
    expect([page.status, page.faultAt(field)]).toEqual([422, message]);
    expect(page.attribute('form.panel', 'action')).toBe(`/pengguna/${id}`);
    expect(page.value('#nama')).toBe(fields['nama']);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it("another person's e-mail is refused, and of two who want one e-mail only one gets it", async () => {
    const people = await Promise.all([ofSatker(), ofSatker()]);
    const email = freshEmail();
    const replies = await Promise.all(
      people.map(({ id }) => kppn.post(`/pengguna/${id}`, corrected({ email }))),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.faultAt('email')).toBe('Alamat e-mail ini sudah terdaftar.');
    expect(refused?.value('#email')).toBe(email);
  });

  it('of two that move one person at once starts from where the other left them', async () => {
    const satkers = await web.prisma.unit.findMany({
      where: { type: 'SATKER', parentId: 'KPPN-008' },
      orderBy: { id: 'asc' },
      take: 3,
    });
    const [first = '', second = '', third = ''] = satkers.map(({ id }) => id);
    const person = await givenPerson(web, 'SATKER', first, ['KPPN-008', first]);
    const officer = { role: 'OPERATOR', unitId: 'KPPN-008', unitType: 'KPPN' } as const;
    const moved = (unitId: string) =>
      ({ email: person.email, name: 'Sari', type: 'SATKER', unitId }) as const;
    const held = Promise.withResolvers<void>();
    const freed = Promise.withResolvers<void>();
    const one = web.prisma.$transaction(async (tx) => {
      await correctCustomer(tx, officer, person.id, moved(second));
      held.resolve();
      await freed.promise;
    });
    await held.promise;
    const other = web.prisma.$transaction((tx) => correctCustomer(tx, officer, person.id, moved(third)));
    await until('the second to wait for the first', async () => {
      const [{ waiting = 0 } = {}] = await web.prisma.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM customer%FOR UPDATE%'`;
      return waiting > 0;
    });
    freed.resolve();
    await Promise.all([one, other]);
    const { unitId, links } = await customerOf(web.prisma, person.email);
    expect(unitId).toBe(third);
    const current = links.filter(({ endedAt }) => endedAt === null).map((link) => link.unitId);
    expect(current.sort()).toEqual(['KPPN-008', third].sort());
  });

  it('a repeated older request is answered and changes nothing', async () => {
    const { id } = await ofSatker();
    const first = corrected({ nama: 'Pertama' });
    const second = corrected({ nama: 'Kedua', email: first['email'] ?? '' });
    for (const fields of [first, second, first])
      expect((await kppn.post(`/pengguna/${id}`, fields)).status).toBe(303);
    expect((await customerOf(web.prisma, first['email'] ?? '')).name).toBe('Kedua');
  });
});

describe('a person whom another unit recorded first', () => {
  /** Recorded by KPPN 008, linked by this unit through the e-mail. */
  async function linkedBy(username: string) {
    const person = await givenPerson(web, 'BANK', null, ['KPPN-008']);
    const other = await web.as(username);
    const linked = await other.post('/pengguna/tautan', { email: person.email, permintaan: randomUUID() });
    expect(linked.status).toBe(303);
    return { ...person, other };
  }

  test.each(['kppn-063', 'kanwil-riau', 'kppn-kph'])(
    'is seen by %s, which linked it, and can neither be moved nor taken over',
    async (username) => {
      const { id, email, other } = await linkedBy(username);
      const before = await everyCustomer(web);
      expect((await other.get(`/pengguna/${id}/ubah`)).status).toBe(403);
      const fields = corrected({ jenis: 'BANK', email: freshEmail() });
      const refused = await other.post(`/pengguna/${id}`, fields);
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('oleh unitnya sendiri')]);
      expect(await everyCustomer(web)).toEqual(before);
      const list = await other.get('/pengguna');
      expect(emails(list)).toContain(email);
      expect(list.text).not.toContain(`/pengguna/${id}/ubah`);
      expect((await other.post(`/pengguna/${id}/hapus`)).status).toBe(303);
      expect((await customerOf(web.prisma, email)).links.map(({ endedAt }) => endedAt === null)).toContain(
        true,
      );
    },
  );

  it('is corrected by the unit that recorded it', async () => {
    const { id } = await linkedBy('kppn-063');
    const fields = corrected({ jenis: 'BANK' });
    expect((await kppn.post(`/pengguna/${id}`, fields)).status).toBe(303);
    expect(await customerOf(web.prisma, fields['email'] ?? '')).toMatchObject({ id, name: 'Sari Utami' });
  });
});

describe('others', () => {
  test.each(['satker-527020', 'kppn-063', 'kanwil-riau', 'kppn-kp'])(
    'a stranger such as %s finds nobody',
    async (username) => {
      const { id } = await ofSatker();
      const before = await everyCustomer(web);
      const visitor = await web.as(username);
      const unknown = await visitor.get('/pengguna/99999999/ubah');
      const page = await visitor.get(`/pengguna/${id}/ubah`);
      expect([page.status, page.one('main')]).toEqual([404, unknown.one('main')]);
      expect((await visitor.post(`/pengguna/${id}`, corrected())).status).toBe(404);
      expect(await everyCustomer(web)).toEqual(before);
    },
  );

  test.each(readers)('%s may not', async (username) => {
    const { id } = await ofSatker();
    const before = await everyCustomer(web);
    const visitor = await web.as(username);
    expect((await visitor.get(`/pengguna/${id}/ubah`)).status).toBe(403);
    expect((await visitor.post(`/pengguna/${id}`, corrected())).status).toBe(403);
    expect(await everyCustomer(web)).toEqual(before);
  });

  test.each(['0', '-1', '1e3', '99999999999999', '%00', 'abc', "1'--"])(
    'nobody has the id %s',
    async (id) => {
      expect((await kppn.get(`/pengguna/${id}/ubah`)).status).toBe(404);
      expect((await kppn.post(`/pengguna/${id}`, corrected())).status).toBe(404);
    },
  );
});
