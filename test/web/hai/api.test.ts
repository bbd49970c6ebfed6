import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { answeredTicket, escalatedTicket, thread, waitingTicket } from '../../support/given.ts';
import { outcomeOf } from '../../support/visitor.ts';
import { serveApp, startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const token = { Authorization: 'Bearer demo-hai-token' };

const reply = (reference: string, body: unknown, headers: Record<string, string> = token) =>
  web.visitor().send(`/api/hai/tiket/${reference}/balasan`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const balasan = { balasan: 'Silakan unggah ulang SPM.' };

describe('the token', () => {
  test.each([
    ['none', {}],
    ['a wrong one', { Authorization: 'Bearer salah' }],
    ['an empty one', { Authorization: 'Bearer ' }],
    ['its beginning', { Authorization: 'Bearer demo-hai-toke' }],
    ['no scheme', { Authorization: 'demo-hai-token' }],
    ['another scheme', { Authorization: 'Basic demo-hai-token' }],
    ['more than it', { Authorization: 'Bearer demo-hai-token-2' }],
    ['it and another', { Authorization: 'Bearer demo-hai-token salah' }],
  ])('must be right: %s', async (_, headers: Record<string, string>) => {
    const reference = await escalatedTicket(web);
    const refused = await reply(reference, balasan, headers);
    expect(refused.status).toBe(401);
    expect(refused.json<{ galat: string }>().galat).toBe('Token tidak sah.');
    expect((await web.visitor().get('/api/hai/tiket', headers)).status).toBe(401);
    expect((await web.visitor().get('/api/hai/apa-saja', headers)).status).toBe(401);
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED']);
  });

  it("is not replaced by HAI's cookie", async () => {
    const reference = await escalatedTicket(web);
    const hai = await web.as('hai');
    const refused = await hai.send(`/api/hai/tiket/${reference}/balasan`, {
      method: 'POST',
      body: JSON.stringify(balasan),
      headers: { 'Content-Type': 'application/json', Origin: hai.publicUrl },
    });
    expect(refused.status).toBe(401);
    expect((await hai.get('/api/hai/tiket')).status).toBe(401);
  });

  it('is never accepted when none is configured', async () => {
    const app = await serveApp(web, { DEMO: '0' });
    for (const value of ['Bearer demo-hai-token', 'Bearer ', 'Bearer null', 'Bearer undefined']) {
      expect((await app.visitor().get('/api/hai/tiket', { Authorization: value })).status).toBe(401);
    }
    await app.close();
  });

  it('is the configured one', async () => {
    const app = await serveApp(web, { HAI_API_TOKEN: 'token-baru' });
    expect((await app.visitor().get('/api/hai/tiket', token)).status).toBe(401);
    expect((await app.visitor().get('/api/hai/tiket', { Authorization: 'bearer token-baru' })).status).toBe(
      200,
    );
    await app.close();
  });
});

describe('a reply', () => {
  it('is accepted, shown in the thread, and stored once however often it is sent', async () => {
    const reference = await escalatedTicket(web);
    const headers = { ...token, 'Idempotency-Key': randomUUID() };
    const first = await reply(reference, balasan, headers);
    expect([first.status, first.json()]).toEqual([202, { reference }]);
    const again = await reply(reference, balasan, headers);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const page = await (await web.as('kppn-008')).get(`/tiket/${reference}`);
    expect(page.all('.thread__item h3')).toEqual(['Pertanyaan', 'Eskalasi', 'Balasan HAI-DJPBN']);
    expect(page.all('.moj-timeline__description').at(-1)).toBe('Silakan unggah ulang SPM.');
    expect(page.all('.moj-timeline__byline').at(-1)).toBe('oleh HAI-DJPBN');
  });

  it('with another text under a used key gets the first answer, and a header that says so', async () => {
    const reference = await escalatedTicket(web);
    const headers = { ...token, 'Idempotency-Key': randomUUID() };
    const first = await reply(reference, balasan, headers);
    const other = await reply(reference, { balasan: 'Lain' }, headers);
    expect([other.status, other.text]).toEqual([first.status, first.text]);
    expect([first, other].map((each) => each.headers.get('idempotency-mismatch'))).toEqual([null, 'true']);
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
  });

  it('sent many times at once is stored once', async () => {
    const reference = await escalatedTicket(web);
    const headers = { ...token, 'Idempotency-Key': 'satu-kunci' };
    const send = () => outcomeOf(() => reply(reference, balasan, headers));
    const replies = await Promise.all(Array.from({ length: 6 }, send));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(202));
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED', 'HAI_REPLIED']);
  });

  it.each([
    ['of other keys', { 'Idempotency-Key': 'a' }, { 'Idempotency-Key': 'b' }],
    [
      'of long keys with a common beginning',
      { 'Idempotency-Key': `${'k'.repeat(500)}1` },
      { 'Idempotency-Key': `${'k'.repeat(500)}2` },
    ],
    ['without a key', {}, {}],
    ['of an empty key', { 'Idempotency-Key': '' }, { 'Idempotency-Key': '' }],
  ])('%s is another', async (_, one: Record<string, string>, other: Record<string, string>) => {
    const reference = await escalatedTicket(web);
    for (const headers of [one, other])
      expect((await reply(reference, balasan, { ...token, ...headers })).status).toBe(202);
    expect((await thread(web.prisma, reference)).slice(2)).toEqual(['HAI_REPLIED', 'HAI_REPLIED']);
  });

  it.each([
    ['waits for its unit', waitingTicket, 'Tiket ini tidak sedang berada di HAI.'],
    ['is resolved', answeredTicket, 'Tiket ini sudah selesai.'],
  ])('to a ticket that %s is refused', async (_, given, message) => {
    const reference = await given(web);
    const before = await thread(web.prisma, reference);
    const refused = await reply(reference, balasan, { ...token, 'Idempotency-Key': 'x' });
    expect([refused.status, refused.json()]).toEqual([409, { galat: message }]);
    expect(await thread(web.prisma, reference)).toEqual(before);
  });

  it.each(['HAI-101000000', ...hostileQueries])('to an unknown ticket: %s', async (reference) => {
    expect((await reply(reference, balasan)).status).toBe(404);
  });

  it.each([
    [{}, 'balasan harus berupa teks.'],
    [{ balasan: '' }, 'balasan harus diisi.'],
    [{ balasan: ' \n\0 ' }, 'balasan harus diisi.'],
    [{ balasan: 12 }, 'balasan harus berupa teks.'],
    [{ balasan: ['x'] }, 'balasan harus berupa teks.'],
    [{ balasan: 'x'.repeat(20_001) }, 'balasan paling panjang 20.000 karakter.'],
    ['{"balasan":', null],
    ['null', null],
    ['[]', null],
    ['"teks"', null],
  ])('needs a text that fits: %j', async (body, message) => {
    const reference = await escalatedTicket(web);
    const refused = await reply(reference, body);
    expect(refused.status).toBe(422);
    if (message !== null) expect(refused.json<{ galat: string }>().galat).toBe(message);
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ESCALATED']);
  });

  it('may contain any character, and is shown unchanged', async () => {
    const reference = await escalatedTicket(web);
    const body = 'Baris\n"><svg onload=alert(1)> \ud800 \u0000 😀';
    expect((await reply(reference, { balasan: body })).status).toBe(202);
    const page = await (await web.as('hai')).get(`/tiket/${reference}`);
    expect(page.text).not.toContain('<svg');
    expect(page.all('.moj-timeline__description').at(-1)).toBe('Baris "><svg onload=alert(1)> \ufffd 😀');
  });

  it('of ten megabytes is too large', async () => {
    const reference = await escalatedTicket(web);
    expect((await reply(reference, { balasan: 'x'.repeat(10 * 1024 * 1024) })).status).toBe(413);
  });

  it('ignores other fields', async () => {
    const reference = await escalatedTicket(web);
    const sent = {
      ...balasan,
      status: 'RESOLVED',
      author: 'Orang lain',
      unitId: 'KPPN-063',
      account: randomUUID(),
    };
    expect((await reply(reference, sent)).status).toBe(202);
    const [event] = await web.prisma.ticketEvent.findMany({ where: { reference, kind: 'HAI_REPLIED' } });
    expect(event).toMatchObject({ author: 'HAI-DJPBN', unitId: 'HAI', accountId: null });
    const ticket = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    expect(ticket).toMatchObject({ status: 'ESCALATED', handlingUnitId: 'KPPN-008' });
  });
});

describe('the queue', () => {
  it('has the tickets at HAI', async () => {
    const [there, waiting, resolved] = [
      await escalatedTicket(web),
      await waitingTicket(web),
      await answeredTicket(web),
    ];
    const queue = (await web.visitor().get('/api/hai/tiket?status=ESCALATED', token)).json<
      Record<string, string>[]
    >();
    const references = queue.map(({ reference }) => reference);
    expect(references).toContain(there);
    expect(references).not.toContain(waiting);
    expect(references).not.toContain(resolved);
    const ticket = await web.prisma.ticket.findUniqueOrThrow({ where: { reference: there } });
    expect(queue.find(({ reference }) => reference === there)).toEqual({
      reference: there,
      subject: 'SP2D belum terbit',
      question: 'Mohon bantuannya, SPM sudah kami ajukan.',
      unit: 'KPPN PEKANBARU',
      opened_at: ticket.openedAt.toISOString(),
      due_at: ticket.dueAt.toISOString(),
    });
  });

  it('has no other status', async () => {
    expect((await web.visitor().get('/api/hai/tiket?status=RESOLVED', token)).status).toBe(422);
  });

  it.each(hostileQueries)('survives setelah=%s', async (text) => {
    expect((await web.visitor().get(`/api/hai/tiket?setelah=${text}`, token)).status).toBe(200);
  });
});
