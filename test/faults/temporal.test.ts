import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { customerId } from '../support/drafts.ts';
import { pdf } from '../support/files.ts';
import { escalatedTicket, signature, thread, waitingTicket } from '../support/given.ts';
import type { Fields } from '../support/visitor.ts';
import { without } from '../support/visitor.ts';
import { startBehindProxies } from './behind-proxies.ts';
import type { BehindProxies } from './behind-proxies.ts';

let all: BehindProxies;
beforeAll(async () => (all = await startBehindProxies()));
afterEach(() => all.temporal.restore());
afterAll(() => all.stop());

const question = async (): Promise<Fields> => {
  const subjek = `Subjek ${randomUUID()}`;
  return {
    permintaan: randomUUID(),
    subjek,
    penanya: await customerId(all.direct.prisma),
    pertanyaan: 'Mohon bantuan',
    layanan: 'MPN_G2',
  };
};

const counted = (subject = '') => all.direct.prisma.ticket.count({ where: { subject } });

describe.each([
  ['a Temporal that refuses', () => all.temporal.refuse(), () => all.temporal.restore()],
  ['a Temporal that hangs', () => all.temporal.hang(), () => all.temporal.restore()],
  ['a missing worker', () => all.desk.stopWorkers(), () => all.desk.startWorker()],
])('%s', (name, cut, back) => {
  it('keeps what was typed; sent again, each act is done once', async () => {
    const [waiting, escalated] = [await waitingTicket(all.desk), await escalatedTicket(all.desk)];
    const [satker, officer, hai] = [
      await all.app.as('satker-527010'),
      await all.app.as('kppn-008'),
      await all.app.as('hai'),
    ];
    const asked = await question();
    const keyless = without(await question(), 'permintaan');
    const answer: Fields = {
      permintaan: randomUUID(),
      jawaban: 'Jawaban saya',
      ...(await signature(all.direct.prisma, 'CSO 1 Pekanbaru')),
    };
    const sent = (await hai.upload('/lampiran', {}, [['balasan.pdf', pdf()]])).json<{
      lampiran: [{ id: string }];
    }>();
    const lampiranId = sent.lampiran[0].id;
    const reply: Fields = { permintaan: randomUUID(), balasan: 'Balasan saya', lampiranId };
    await cut();
    const [recorded, withoutKey, answered, replied, ready] = await Promise.all([
      satker.post('/tiket', asked),
      satker.post('/tiket', keyless),
      officer.post(`/tiket/${waiting}/jawaban`, answer),
      hai.upload(`/tiket/${escalated}/balasan-hai`, reply),
      all.app.visitor().get('/readyz'),
    ]);
    for (const told of [recorded, withoutKey, answered, replied]) {
      expect(told.status).toBe(503);
      expect(told.one('form.panel button')).toBe('Kirim ulang');
      expect(told.text).not.toMatch(/demo-cso|temporal|grpc|127\.0\.0\.1/i);
    }
    expect(ready.status).toBe(name === 'a missing worker' ? 200 : 503);
    expect(recorded.fields('form.panel')).toEqual(asked);
    expect(answered.fields('form.panel')).toEqual({ ...answer, passwordCso: '' });
    expect(replied.fields('form.panel')).toMatchObject(reply);
    // The file need not be chosen again.
    expect(replied.one('[data-chosen] label')).toMatch(/^balasan\.pdf \(PDF/);
    // Reading still works.
    expect((await officer.get(`/tiket/${waiting}`)).status).toBe(200);

    await back();
    const signed = { ...answered.fields('form.panel'), passwordCso: 'demo-cso' };
    const again = async () => [
      (await satker.post('/tiket', recorded.fields('form.panel'))).status,
      (await satker.post('/tiket', withoutKey.fields('form.panel'))).status,
      (await officer.post(`/tiket/${waiting}/jawaban`, signed)).status,
      (await hai.upload(`/tiket/${escalated}/balasan-hai`, replied.fields('form.panel'))).status,
    ];
    await expect.poll(again, { timeout: 40_000 }).toEqual([303, 303, 303, 303]);
    expect(await again()).toEqual([303, 303, 303, 303]);
    expect([await counted(asked['subjek']), await counted(keyless['subjek'])]).toEqual([1, 1]);
    expect(await thread(all.direct.prisma, waiting)).toEqual(['RECORDED', 'ANSWERED']);
    expect(await thread(all.direct.prisma, escalated)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
    expect(await all.direct.prisma.attachment.count({ where: { reference: escalated } })).toBe(1);
  });
});
