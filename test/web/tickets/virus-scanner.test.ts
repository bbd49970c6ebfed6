/** A configured scanner checks every file; without its verdict none is accepted. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { eicar, startClamd } from '../../support/clamd.ts';
import { startDesk } from '../../support/desk.ts';
import type { TestDesk } from '../../support/desk.ts';
import { pdf } from '../../support/files.ts';
import { serveApp } from '../../support/web.ts';

let desk: TestDesk;
beforeAll(async () => (desk = await startDesk()));
afterAll(() => desk.stop());

async function question(): Promise<Record<string, string>> {
  const asker = { email: 'penanya@satker-527010.example.id' };
  const { id } = await desk.prisma.customer.findUniqueOrThrow({ where: asker });
  const fields = { subjek: 'Virus', pertanyaan: 'Terlampir.', layanan: 'PERBENDAHARAAN' };
  return { ...fields, permintaan: randomUUID(), penanya: String(id) };
}

/** Records with this file and this scanner. */
async function sent(address: string, content: Buffer) {
  const app = await serveApp(desk, { CLAMD_ADDRESS: address });
  try {
    const satker = await app.as('satker-527010');
    const before = await desk.prisma.reservation.count();
    const reply = await satker.upload('/tiket', await question(), [['surat.pdf', content]]);
    const files = await desk.prisma.attachment.count({ where: { name: 'surat.pdf' } });
    return { reply, files, recorded: (await desk.prisma.reservation.count()) - before };
  } finally {
    await app.close();
  }
}

it('a clean file is accepted after a complete scan', async () => {
  const clamd = await startClamd();
  const large = Buffer.concat([pdf(), Buffer.alloc(1024 * 1024)]);
  const { reply, files } = await sent(clamd.address, large);
  expect([reply.status, files, clamd.scanned]).toEqual([303, 1, [large.length]]);
  await clamd.close();
  await desk.prisma.attachment.updateMany({ data: { name: 'lain.pdf' } });
});

it('an infected file is refused, and nothing is recorded', async () => {
  const clamd = await startClamd();
  const { reply, files, recorded } = await sent(clamd.address, Buffer.concat([pdf(), Buffer.from(eicar)]));
  expect([reply.status, files, recorded]).toEqual([422, 0, 0]);
  expect(reply.one('.govuk-error-summary')).toContain('surat.pdf: Berkas ini mengandung virus');
  await clamd.close();
});

test.each([
  ['is down', undefined],
  ['could not say', 'INSTREAM size limit exceeded. ERROR'],
  ['says something else', 'stream: Apa? OK'],
])('no file is accepted from a scanner that %s', async (_, answers) => {
  const clamd = await startClamd(answers);
  if (answers === undefined) await clamd.close();
  const { reply, files, recorded } = await sent(clamd.address, pdf());
  expect([reply.status, files, recorded]).toEqual([503, 0, 0]);
  expect(reply.one('.govuk-error-summary')).toContain('Pemeriksa virus sedang tidak dapat dihubungi');
  expect(reply.value('#subjek')).toBe('Virus');
  if (answers !== undefined) await clamd.close();
});

it('a scanner that is down is asked once, and the form names every chosen file', async () => {
  const clamd = await startClamd(false);
  const app = await serveApp(desk, { CLAMD_ADDRESS: clamd.address });
  const names = ['surat.pdf', 'tabel.pdf', 'bukti.pdf'];
  const satker = await app.as('satker-527010');
  const page = await satker.upload(
    '/tiket',
    await question(),
    names.map((name) => [name, pdf()]),
  );
  expect(page.status).toBe(503);
  expect(page.faultAt('lampiran')).toMatch(/^surat\.pdf, tabel\.pdf, bukti\.pdf: Pemeriksa virus sedang/);
  expect(page.value('#pertanyaan')).toBe('Terlampir.');
  expect(clamd.asked()).toBe(1);
  await Promise.all([app.close(), clamd.close()]);
});

it('no file is accepted if the scanner hangs up halfway', async () => {
  const clamd = await startClamd(false);
  const { reply, files } = await sent(clamd.address, Buffer.concat([pdf(), Buffer.alloc(9 * 1024 * 1024)]));
  expect([reply.status, files]).toEqual([503, 0]);
  await clamd.close();
});

it('a silent scanner is given up on after a while', { timeout: 60_000 }, async () => {
  const clamd = await startClamd(null);
  const { reply, files } = await sent(clamd.address, pdf());
  expect([reply.status, files]).toEqual([503, 0]);
  await clamd.close();
});
