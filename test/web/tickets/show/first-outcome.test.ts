import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { demoOfficerPassword } from '../../../../prisma/seed/demo.ts';
import { escalatedTicket, thread, waitingTicket } from '../../../support/given.ts';
import { outcomeOf } from '../../../support/visitor.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

/** A repeated request has its first outcome, whatever else changed, and no request can pass for another's. */

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

async function question(permintaan: string): Promise<Record<string, string>> {
  const asker = { email: 'penanya@satker-527010.example.id' };
  const { id } = await web.prisma.customer.findUniqueOrThrow({ where: asker });
  return {
    permintaan,
    subjek: 'Sekali saja',
    penanya: String(id),
    pertanyaan: 'Ya?',
    layanan: 'PERBENDAHARAAN',
  };
}

async function signed(): Promise<Record<string, string>> {
  const officer = await web.prisma.officer.findFirstOrThrow({ where: { unitId: 'KPPN-008' } });
  return { permintaan: randomUUID(), petugas: officer.id, passwordCso: demoOfficerPassword };
}

it('repeats a recording, even if its asker can no longer be chosen', async () => {
  const satker = await web.as('satker-527010');
  const fields = await question(randomUUID());
  const first = await satker.post('/tiket', fields);
  expect(first.status).toBe(303);
  const link = { unitId: 'SATKER-527010', customerId: Number(fields['penanya']) };
  await web.prisma.customerLink.updateMany({ where: link, data: { endedAt: new Date() } });
  const again = await satker.post('/tiket', fields);
  expect([again.status, again.location]).toEqual([303, first.location]);
  expect((await satker.post('/tiket', { ...fields, permintaan: randomUUID() })).status).toBe(422);
  await web.prisma.customerLink.updateMany({ where: link, data: { endedAt: null } });
});

it('repeats an answer, even if its officer has left', async () => {
  const { location } = await (await web.as('satker-527010')).post('/tiket', await question(randomUUID()));
  const kppn = await web.as('kppn-008');
  const fields: Record<string, string> = { ...(await signed()), jawaban: 'Ya.' };
  expect((await kppn.post(`${location}/jawaban`, fields)).status).toBe(303);
  await web.prisma.officer.updateMany({
    where: { id: fields['petugas'] ?? '' },
    data: { disabledAt: new Date() },
  });
  expect((await kppn.post(`${location}/jawaban`, fields)).status).toBe(303);
  await web.prisma.officer.updateMany({ where: { id: fields['petugas'] ?? '' }, data: { disabledAt: null } });
});

const recordedBefore = 'Isian ini sudah terkirim dan tercatat sebelumnya';

test.each([
  ['answer', 'kppn-008', waitingTicket, 'jawaban', 'jawaban'],
  ['note', 'kppn-008', waitingTicket, 'eskalasi', 'catatan'],
  ['reply', 'hai', escalatedTicket, 'balasan-hai', 'balasan'],
])(
  'shows a changed %s under a used key as not recorded, to be copied',
  async (_, who, given, path, field) => {
    const address = `/tiket/${await given(web)}`;
    const visitor = await web.as(who);
    const fields = { ...(await signed()), [field]: 'Yang pertama.' };
    expect((await visitor.post(`${address}/${path}`, fields)).status).toBe(303);
    const before = (await visitor.get(address)).all('.thread__item');
    const again = await visitor.post(`${address}/${path}`, { ...fields, [field]: 'Yang diubah.' });
    expect([again.status, again.location]).toEqual([303, address]);
    const page = await visitor.get(address);
    expect(page.one('.govuk-error-summary')).toContain(recordedBefore);
    expect(page.value('#salin-1')).toBe('Yang diubah.');
    expect(page.all('.thread__item')).toEqual(before);
    await visitor.post(`${address}/${path}`, fields);
    expect((await visitor.get(address)).text).not.toContain(recordedBefore);
  },
);

it('of two simultaneous texts under one key, shows the one that is not recorded', async () => {
  const address = `/tiket/${await waitingTicket(web)}`;
  const fields = await signed();
  const sent = ['Satu.', 'Dua.'].map(async (jawaban) => {
    // Two browsers of one account.
    const kppn = await web.as('kppn-008');
    const reply = await outcomeOf(() => kppn.post(`${address}/jawaban`, { ...fields, jawaban }));
    expect([reply.status, reply.location]).toEqual([303, address]);
    const page = await kppn.get(address);
    return {
      jawaban,
      toCopy: page.value('#salin-1'),
      recorded: page.all('.moj-timeline__description').at(-1),
    };
  });
  const [one, other] = await Promise.all(sent);
  const [lost, kept] = one?.toCopy ? [one, other] : [other, one];
  expect(kept).toMatchObject({ toCopy: null, recorded: kept?.jawaban });
  expect(lost).toMatchObject({ toCopy: lost?.jawaban, recorded: kept?.jawaban });
});

it('shows a changed question under a used key as not recorded, to be copied', async () => {
  const satker = await web.as('satker-527010');
  const fields = await question(randomUUID());
  const { location } = await satker.post('/tiket', fields);
  const page = await satker.postAndFollow('/tiket', { ...fields, pertanyaan: 'Atau tidak?' });
  expect(page.one('h1')).toBe(`No. Ref: ${location?.replace('/tiket/', '')} Sekali saja`);
  expect(page.one('.govuk-error-summary')).toContain(recordedBefore);
  expect(page.all('label[for^=salin]')).toEqual(['Pertanyaan']);
  expect(page.value('#salin-1')).toBe('Atau tidak?');
});

it("never shows another account's kept text, whatever a cookie says", async () => {
  const { id: accountId } = await web.prisma.account.findUniqueOrThrow({ where: { username: 'hai' } });
  const kept = await web.prisma.keptForm.create({ data: { accountId, fields: { jawaban: 'Rahasia HAI' } } });
  const officer = await web.as('kppn-008');
  const path = `/tiket/${await waitingTicket(web)}`;
  officer.cookies.set('belum-tercatat', `${kept.id}%20${path}`);
  const page = await officer.get(path);
  expect([page.status, page.value('#salin-1')]).toEqual([200, null]);
});

test("a recording's key never swallows HAI's reply", async () => {
  const { location } = await (await web.as('satker-527010')).post('/tiket', await question('hai:api:i77'));
  const reference = decodeURIComponent(location?.replace('/tiket/', '') ?? '');
  await (await web.as('kppn-008')).post(`${location}/eskalasi`, await signed());
  const reply = await web.visitor().open(`/api/hai/tiket/${reference}/balasan`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer demo-hai-token',
      'Idempotency-Key': 'i77',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ balasan: 'Sudah diperbaiki.' }),
  });
  expect(reply.status).toBe(202);
  expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
});

test.each(['/tiket?dari=0000-01-01', '/tiket?sampai=9999-99-99', `/tiket/baru?draf=${'-'.repeat(36)}`])(
  '%s is no fault of ours',
  async (path) => {
    expect((await (await web.as('kppn-008')).get(path)).status).toBe(200);
  },
);
