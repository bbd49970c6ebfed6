/** Responses that nobody reads start nothing and leave nothing behind (security.md 26). */
import { readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { waitingTicket } from '../support/given.ts';
import { pdf } from '../support/files.ts';
import { until } from '../support/until.ts';
import type { Visitor } from '../support/visitor.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';
import { heldNow } from '../../web/http/held.ts';

let web: TestWeb;
let officer: Visitor;
let reference: string;
let file: string;
beforeAll(async () => {
  web = await startWeb();
  officer = await web.as('kppn-008');
  const satker = await web.as('satker-527010');
  const { id } = await web.prisma.customer.findUniqueOrThrow({
    where: { email: 'penanya@satker-527010.example.id' },
  });
  const fields = {
    subjek: 'Dengan lampiran',
    penanya: String(id),
    pertanyaan: 'Lihat berkas.',
    layanan: 'PERBENDAHARAAN',
  };
  const big = Buffer.concat([pdf(), Buffer.alloc(3_000_000, 32), Buffer.from('%%EOF\n')]);
  const { location } = await satker.upload('/tiket', fields, [['besar.pdf', big]]);
  reference = (location ?? '').replace('/tiket/', '');
  const { id: attachment } = await web.prisma.attachment.findFirstOrThrow({ where: { reference } });
  file = `/tiket/${reference}/lampiran/${attachment}`;
});
afterAll(() => web.stop());

const streams = () => [
  '/peristiwa',
  `/tiket/${reference}/peristiwa`,
  '/pemberitahuan/peristiwa',
  '/unduhan/peristiwa',
];
const files = () => [file, '/tiket.pdf', '/tiket.xlsx', '/laporan.csv'];

/** Storage files held open by this process, which also runs the app. */
const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(web.dataDir);
    } catch {
      return false;
    }
  }).length;

const nothingLeft = async () => {
  await until('all answers closed', () => Promise.resolve(heldNow() === 0 && openFiles() === 0), 30_000);
  await until('nobody at the ticket', async () => (await web.prisma.ticketOpen.count()) === 0, 30_000);
};

async function inParts(times: number, act: () => Promise<void>): Promise<void> {
  for (let done = 0; done < times; done += 10) await Promise.all(Array.from({ length: 10 }, act));
}

it('HEAD starts neither a stream nor a download', async () => {
  for (const path of [...streams(), ...files()]) {
    for (let times = 0; times < 20; times++) {
      const { status, headers } = await officer.open(path, { method: 'HEAD' });
      expect([path, status, headers.get('allow')]).toEqual([path, 405, 'GET']);
    }
  }
  expect([heldNow(), openFiles(), await web.prisma.ticketOpen.count()]).toEqual([0, 0, 0]);
});

it('HEAD of a page marks nothing as seen', async () => {
  const unseen = await waitingTicket(web);
  const { status } = await officer.open(`/tiket/${unseen}`, { method: 'HEAD' });
  expect([status, await web.prisma.ticketLook.count({ where: { reference: unseen } })]).toEqual([405, 0]);
});

/** How often each is requested: a thousand times in total; a report is made again for each request. */
const asked = (): Record<string, [path: string, times: number][]> => ({
  stream: streams().map((path) => [path, 250]),
  download: files().map((path) => [path, path === file ? 880 : 40]),
});

test.each(['stream', 'download'])(
  'a thousand aborted requests of a %s leave nothing behind',
  async (kind) => {
    for (const [path, count] of asked()[kind] ?? [])
      await inParts(count, async () => {
        const abort = new AbortController();
        const answer = officer.open(path, { signal: abort.signal });
        // Some leave before the answer, some in the middle.
        if (Math.random() < 0.5) setTimeout(() => abort.abort(), Math.random() * 20);
        await answer.then(() => abort.abort()).catch(() => undefined);
      });
    await nothingLeft();
    expect((await officer.get('/tiket')).status).toBe(200);
  },
  180_000,
);

it("a session can't open unlimited streams, and others still can open theirs", async () => {
  const abort = new AbortController();
  const open = Array.from({ length: 20 }, () => officer.open('/peristiwa', { signal: abort.signal }));
  expect((await Promise.all(open)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  const more = await officer.open('/peristiwa', { headers: { Accept: 'text/event-stream' } });
  expect([more.status, await more.text()]).toEqual([429, expect.stringContaining('Terlalu banyak halaman')]);
  const colleague = await web.as('kppn-008');
  const other = await colleague.open('/peristiwa', { signal: abort.signal });
  expect(other.status).toBe(200);
  abort.abort();
  await nothingLeft();
});

it("a session can't download without limit", async () => {
  const abort = new AbortController();
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => officer.open(file, { signal: abort.signal })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  abort.abort();
  await nothingLeft();
});

it('no body is read from an unknown sender', async () => {
  const stranger = web.visitor();
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (++sent > 400) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  const headers = { Origin: web.config.publicUrl, 'Content-Type': 'multipart/form-data; boundary=x' };
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  const answer = await stranger.open('/tiket', init).catch((error: unknown) => error);
  if (answer instanceof Response) expect(answer.status).toBe(303);
  expect(sent).toBeLessThan(100);
});
