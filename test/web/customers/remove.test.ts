import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { thread, waitingTicket } from '../../support/given.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { customerOf, emails, everyCustomer, givenPerson, readers } from '../../support/customers.ts';

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

/** Like fetch from our own page; htmx also asks for the list. */
const remove = (visitor: Visitor, path: string, htmx = false) =>
  visitor.send(path, {
    method: 'DELETE',
    headers: {
      Origin: visitor.publicUrl,
      ...(htmx ? { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } : {}),
    },
  });

const choosable = async (visitor: Visitor, email: string) =>
  (await visitor.get('/tiket/baru')).text.includes(email);

describe('Hapus', () => {
  it('asks first', async () => {
    const { id } = await ofSatker();
    const before = await everyCustomer(web);
    const page = await satker.get(`/pengguna/${id}/hapus`);
    expect([page.status, page.one('h1')]).toEqual([200, 'HAPUS PENGGUNA']);
    expect(page.all('dd')[0]).toBe('Sari Lestari');
    expect(page.attribute('form.panel', 'action')).toBe(`/pengguna/${id}/hapus`);
    const link = `#pengguna-${id} a[hx-delete]`;
    expect((await satker.get('/pengguna')).attribute(link, 'hx-confirm')).toContain('Sari Lestari');
    expect(await everyCustomer(web)).toEqual(before);
  });

  test.each(['POST', 'DELETE'])('ends the link by %s: the person can no longer be chosen', async (method) => {
    const { id, email } = await ofSatker();
    expect(await choosable(satker, email)).toBe(true);
    const reply =
      method === 'POST'
        ? await satker.post(`/pengguna/${id}/hapus`, { permintaan: randomUUID() })
        : await remove(satker, `/pengguna/${id}`);
    expect([reply.status, reply.location]).toEqual([303, '/pengguna']);
    expect(emails(await satker.get('/pengguna'))).not.toContain(email);
    expect(await choosable(satker, email)).toBe(false);
    expect((await satker.get(`/pengguna/${id}/ubah`)).status).toBe(404);
  });

  it("answers htmx with the list without the person, by the address's filter and page", async () => {
    const { id, email } = await ofSatker();
    const part = await remove(satker, `/pengguna/${id}?q=penanya`, true);
    expect(part.status).toBe(200);
    expect(part.text).not.toContain('<html');
    expect(part.text).not.toContain(email);
    expect(emails(part)).toEqual(['penanya@satker-527010.example.id']);
    expect(part.one('[role=status]')).toContain('telah dihapus');
  });

  it('keeps tickets whole', async () => {
    const reference = await waitingTicket(web);
    const { id } = await customerOf(web.prisma, 'penanya@satker-527010.example.id');
    expect((await satker.post(`/pengguna/${id}/hapus`)).status).toBe(303);
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED']);
    expect((await satker.get(`/tiket/${reference}`)).text).toContain('Rina Wulandari');
    expect((await satker.get('/tiket')).text).toContain('penanya@satker-527010.example.id');
  });

  it('by a KPPN leaves the person with the satker, and the same e-mail brings them back', async () => {
    const { id, email } = await ofSatker();
    expect((await kppn.post(`/pengguna/${id}/hapus`)).status).toBe(303);
    expect(emails(await kppn.get('/pengguna'))).not.toContain(email);
    expect(await choosable(satker, email)).toBe(true);
    const page = await kppn.get(`/pengguna/cari-email?email=${email}`);
    expect(page.one('.found h2')).toBe('Pengguna ini pernah dihapus dari unit Anda');
    expect((await kppn.post('/pengguna/tautan', { email })).status).toBe(303);
    expect(emails(await kppn.get('/pengguna'))).toContain(email);
  });

  it('by a satker leaves the person with the KPPN', async () => {
    const { id, email } = await ofSatker();
    expect((await satker.post(`/pengguna/${id}/hapus`)).status).toBe(303);
    expect(emails(await kppn.get('/pengguna'))).toContain(email);
    expect((await satker.post('/pengguna', { email, nama: 'Sari Lestari' })).status).toBe(303);
    expect(await choosable(satker, email)).toBe(true);
  });

  it('by one Kuasa BUN unit leaves the person with the other', async () => {
    const { id, email } = await givenPerson(web, 'BANK', null, ['KPPN-008', 'KPPN-063']);
    expect((await kppn.post(`/pengguna/${id}/hapus`)).status).toBe(303);
    expect(emails(await (await web.as('kppn-063')).get('/pengguna'))).toContain(email);
  });
});

describe('sent again', () => {
  it('is done already, by either method', async () => {
    const { id } = await ofSatker();
    await satker.post(`/pengguna/${id}/hapus`);
    const before = await everyCustomer(web);
    expect((await satker.post(`/pengguna/${id}/hapus`)).status).toBe(303);
    expect((await remove(satker, `/pengguna/${id}`)).status).toBe(303);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it('after the person was added again, the same request removes nobody', async () => {
    const { id, email } = await ofSatker();
    const fields = { permintaan: randomUUID() };
    await satker.post(`/pengguna/${id}/hapus`, fields);
    await satker.post('/pengguna/tautan', { email });
    expect((await satker.post(`/pengguna/${id}/hapus`, fields)).status).toBe(303);
    expect(emails(await satker.get('/pengguna'))).toContain(email);
  });

  it('many times at once removes once', async () => {
    const { id, email } = await ofSatker();
    const replies = await Promise.all(Array.from({ length: 6 }, () => kppn.post(`/pengguna/${id}/hapus`)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(303));
    expect((await customerOf(web.prisma, email)).links).toHaveLength(2);
  });
});

describe('others', () => {
  test.each(['satker-527020', 'kppn-063', 'kanwil-riau', 'kppn-kp'])(
    'a stranger such as %s finds nobody',
    async (username) => {
      const { id } = await ofSatker();
      const before = await everyCustomer(web);
      const visitor = await web.as(username);
      const replies = [
        await visitor.get(`/pengguna/${id}/hapus`),
        await visitor.post(`/pengguna/${id}/hapus`),
        await remove(visitor, `/pengguna/${id}`),
        await remove(visitor, `/pengguna/${id}`, true),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect(await everyCustomer(web)).toEqual(before);
    },
  );

  test.each(readers)('%s may not', async (username) => {
    const { id } = await ofSatker();
    const before = await everyCustomer(web);
    const visitor = await web.as(username);
    const replies = [
      await visitor.get(`/pengguna/${id}/hapus`),
      await visitor.post(`/pengguna/${id}/hapus`),
      await remove(visitor, `/pengguna/${id}`),
    ];
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await everyCustomer(web)).toEqual(before);
  });

  it('from another origin or without a log-in removes nobody', async () => {
    const { id } = await ofSatker();
    const before = await everyCustomer(web);
    const foreign = { method: 'DELETE', headers: { Origin: 'https://evil.example' } };
    expect((await satker.send(`/pengguna/${id}`, foreign)).status).toBe(403);
    expect((await remove(web.visitor(), `/pengguna/${id}`)).location).toBe('/masuk?next=%2F');
    expect(await everyCustomer(web)).toEqual(before);
  });
});
