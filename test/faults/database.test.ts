import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../prisma/seed/demo.ts';
import { customerId } from '../support/drafts.ts';
import { pdf } from '../support/files.ts';
import { escalatedTicket, signature, thread, waitingTicket } from '../support/given.ts';
import type { Fields, Visitor } from '../support/visitor.ts';
import { serveApp } from '../support/web.ts';
import { startBehindProxies } from './behind-proxies.ts';
import type { BehindProxies } from './behind-proxies.ts';

let all: BehindProxies;
beforeAll(async () => (all = await startBehindProxies()));
afterEach(() => all.postgres.restore());
afterAll(() => all.stop());

const question = async (): Promise<Fields> => {
  const subjek = `Subjek ${randomUUID()}`;
  return {
    permintaan: randomUUID(),
    subjek,
    penanya: await customerId(all.direct.prisma),
    pertanyaan: 'Baris satu\nBaris dua',
    layanan: 'MPN_G2',
  };
};

const haiReply = (visitor: Visitor, reference: string) =>
  visitor.send(`/api/hai/tiket/${reference}/balasan`, {
    method: 'POST',
    body: JSON.stringify({ balasan: 'Lewat API' }),
    headers: { Authorization: 'Bearer demo-hai-token', 'Idempotency-Key': reference },
  });

describe.each([
  ['refuses', () => all.postgres.refuse(), {}],
  ['hangs', async () => all.postgres.hang(), {}],
  ['never answers on existing connections', async () => all.postgres.hang(), { forget: true }],
])('PostgreSQL that %s', (_, cut, back) => {
  let waiting: string;
  let escalated: string;
  let satker: Visitor;
  let officer: Visitor;
  let answer: Fields;

  beforeAll(async () => {
    [waiting, escalated] = [await waitingTicket(all.desk), await escalatedTicket(all.desk)];
    [satker, officer] = [await all.app.as('satker-527010'), await all.app.as('kppn-008')];
    answer = {
      permintaan: randomUUID(),
      jawaban: 'Jawaban saya',
      ...(await signature(all.direct.prisma, 'CSO 1 Pekanbaru')),
    };
  });

  it('keeps what was typed, and everything works once it is back', async () => {
    const asked = await question();
    await cut();
    const [pages, recorded, brought, answered, signedIn, api, ready] = await Promise.all([
      Promise.all(
        ['/', '/tiket', `/tiket/${waiting}`, `/tiket/${waiting}/peristiwa`, '/tiket/baru'].map((path) =>
          satker.get(path),
        ),
      ),
      satker.post('/tiket', asked),
      satker.upload('/tiket', asked, [['surat.pdf', pdf()]]),
      officer.post(`/tiket/${waiting}/jawaban`, answer),
      all.app.visitor().post('/masuk', { username: 'kppn-008', password: demoPassword }),
      haiReply(all.app.visitor(), escalated),
      all.app.visitor().get('/readyz'),
    ]);
    for (const told of [...pages, recorded, brought, answered, signedIn, api, ready])
      expect(told.status).toBe(503);
    expect((await all.app.visitor().get('/healthz')).status).toBe(200);
    expect(ready.text).toBe('not ready');
    expect(api.json()).toHaveProperty('galat');
    expect(pages[0]?.headers.get('retry-after')).toBe('5');
    expect(pages[0]?.text).toContain('Tidak ada yang hilang.');
    expect(recorded.text).toContain('Hasil permintaan Anda belum diketahui.');
    expect(pages[0]?.text).not.toMatch(/postgres|127\.0\.0\.1|ECONN|prisma/i);

    for (const told of [recorded, answered, signedIn])
      expect(told.one('form.panel button')).toBe('Kirim ulang');
    expect(recorded.fields('form.panel')).toEqual(asked);
    expect(brought.fields('form.panel')).toEqual({ ...asked, lampiran: '' });
    expect(brought.faultAt('lampiran')).toBe('Berkas ini belum terkirim. Pilih sekali lagi: surat.pdf.');
    expect(answered.fields('form.panel')).toEqual({ ...answer, passwordCso: '' });
    expect(answered.text).not.toContain('demo-cso');
    expect(signedIn.fields('form.panel')).toMatchObject({ username: 'kppn-008', password: '' });
    expect(signedIn.text).not.toContain(demoPassword);

    await all.postgres.restore({ forget: false, ...back });
    const sentAgain = () => satker.post('/tiket', recorded.fields('form.panel'));
    await expect.poll(async () => (await sentAgain()).status, { timeout: 30_000 }).toBe(303);
    for (let times = 0; times < 2; times++) {
      const page = await satker.get((await sentAgain()).location ?? '');
      expect(page.one('h1')).toContain(asked['subjek']);
      const signed = { ...answered.fields('form.panel'), passwordCso: 'demo-cso' };
      expect((await officer.postAndFollow(`/tiket/${waiting}/jawaban`, signed)).one('.govuk-tag')).toBe(
        'Selesai',
      );
      expect((await haiReply(all.app.visitor(), escalated)).status).toBe(202);
    }
    expect((await all.app.visitor().get('/readyz')).status).toBe(200);
    expect(await all.direct.prisma.ticket.count({ where: { subject: asked['subjek'] ?? '' } })).toBe(1);
    expect(await thread(all.direct.prisma, waiting)).toEqual(['RECORDED', 'ANSWERED']);
    expect(await thread(all.direct.prisma, escalated)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
  });
});

it('without PostgreSQL for the worker, an act is not acknowledged but kept', async () => {
  const reference = await waitingTicket(all.desk);
  const app = await serveApp({ ...all.desk, url: all.direct.url });
  const [satker, officer] = [await app.as('satker-527010'), await app.as('kppn-008')];
  const answer = {
    permintaan: randomUUID(),
    jawaban: 'Jawaban saya',
    ...(await signature(all.direct.prisma, 'CSO 1 Pekanbaru')),
  };
  const asked = await question();
  await all.postgres.refuse();
  const [recorded, answered] = await Promise.all([
    satker.post('/tiket', asked),
    officer.post(`/tiket/${reference}/jawaban`, answer),
  ]);
  for (const told of [recorded, answered]) expect(told.status).toBe(503);
  expect((await officer.get(`/tiket/${reference}`)).one('.govuk-tag')).toBe(
    'Menunggu konfirmasi/respon dari KPPN',
  );
  await all.postgres.restore();
  await expect
    .poll(() => thread(all.direct.prisma, reference), { timeout: 30_000 })
    .toEqual(['RECORDED', 'ANSWERED']);
  expect((await officer.post(`/tiket/${reference}/jawaban`, answer)).status).toBe(303);
  expect((await satker.post('/tiket', asked)).status).toBe(303);
  expect(await thread(all.direct.prisma, reference)).toEqual(['RECORDED', 'ANSWERED']);
  expect(await all.direct.prisma.ticket.count({ where: { subject: asked['subjek'] ?? '' } })).toBe(1);
  await app.close();
});

it('without PostgreSQL, answers a form of which only the beginning was sent', async () => {
  const satker = await all.app.as('satker-527010');
  all.postgres.hang();
  const socket = connect(all.app.config.port, '127.0.0.1');
  const head = [
    'POST /tiket HTTP/1.1',
    `Host: localhost:${all.app.config.port}`,
    `Origin: ${satker.publicUrl}`,
    `Cookie: sesi=${satker.cookies.get('sesi')}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 1000',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\nsubjek=a`);
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 503 /);
  socket.destroy();
});
