/** A reference is found as it is said and pasted; its ticket is first, of whatever year (specification.md 2). */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yearIn } from '../../../../domain/dates.ts';
import { answeredTicket, escalatedTicket, waitingTicket } from '../../../support/given.ts';
import type { Reply } from '../../../support/reply.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
const year = yearIn(new Date(), 'Asia/Jakarta');
const opened = new Date(Date.UTC(year, 0, 5, 3, 4, 6));
const stem = '105100406';
beforeAll(async () => {
  web = await startWeb();
  expect(await waitingTicket(web, { subject: 'Pertama', openedAt: opened })).toBe(`HAI-${stem}`);
  expect(await waitingTicket(web, { subject: 'Kedua', openedAt: opened })).toBe(`HAI-${stem}-2`);
  const question = `Lihat HAI–${stem} dan jawabannya`;
  await waitingTicket(web, { subject: 'Lanjutan', question, openedAt: new Date(opened.getTime() + 60_000) });
});
afterAll(() => web.stop());

const subjects = (page: Reply) => page.all('#daftar a.subject');
const found = async (q: string, username = 'kppn-008', path = '/tiket') =>
  subjects(await (await web.as(username)).get(`${path}?${new URLSearchParams({ q }).toString()}`));

test.each([
  `HAI-${stem}`,
  `hai ${stem}`,
  `hai${stem}`,
  `HAI–${stem}`,
  `HAI\u2011${stem}`,
  `HAI\u00a0${stem}`,
  `(HAI-${stem})`,
  `Tiket HAI-${stem}`,
  `No. Ref: HAI-${stem}`,
  `Re: [HAI-${stem}] Jawaban tiket Anda`,
  'hai 105 100 406',
  stem,
])('%j shows its ticket first, then those that name it', async (q) => {
  expect(await found(q)).toEqual(['Pertama', 'Lanjutan', 'Kedua']);
  expect(await found(q, 'pusat', '/laporan')).toEqual(['Pertama', 'Lanjutan', 'Kedua']);
  expect(await found(q, 'kppn-063')).toEqual([]);
});

test.each([`HAI-${stem}-2`, `No. Ref: HAI\u2011${stem}-2`, `hai ${stem}\u20132`])(
  '%j shows the second of its moment',
  async (q) => {
    expect((await found(q))[0]).toBe('Kedua');
  },
);

it('is first in every order, once, and counted once', async () => {
  const officer = await web.as('kppn-008');
  for (const order of ['', '&urut=subjek&arah=turun', '&urut=subjek&arah=naik', '&urut=sla&arah=naik']) {
    const page = await officer.get(`/tiket?q=hai+${stem}${order}`);
    expect(subjects(page)[0]).toBe('Pertama');
    expect(page.one('.paging__summary')).toBe('1–3 dari 3');
  }
});

it('is found while its number is being typed', async () => {
  expect(await found(`hai ${stem.slice(0, 5)}`)).toContain('Pertama');
});

it('obeys the rest of the filter', async () => {
  const officer = await web.as('kppn-008');
  expect(subjects(await officer.get(`/tiket?q=hai+${stem}&status=RESOLVED`))).toEqual([]);
});

it('is found in the files too', async () => {
  const file = await (await web.as('kppn-008')).open(`/tiket.csv?q=Tiket+hai+${stem}`);
  expect((await file.text()).split('\n')[1]).toContain('Pertama');
});

describe('a ticket of another year', () => {
  let reference: string;
  beforeAll(async () => {
    const openedAt = new Date(Date.UTC(year - 1, 4, 31, 9, 4, 6));
    reference = await answeredTicket(web, { subject: 'Tahun lalu', openedAt });
  });

  it('is shown by its reference, and counted', async () => {
    for (const list of ['/tiket', '/laporan']) {
      const page = await (await web.as('kppn-008')).get(`${list}?q=Re:+${reference.toLowerCase()}`);
      expect(subjects(page)).toEqual(['Tahun lalu']);
      expect(page.one('.paging__summary')).toBe('1–1 dari 1');
    }
  });

  it('is nothing to another unit, which is told of no year either', async () => {
    const page = await (await web.as('kppn-063')).get(`/tiket?q=${reference}`);
    expect(subjects(page)).toEqual([]);
    expect(page.one('.empty')).not.toContain('di tahun');
  });
});

it("goes before the more urgent in HAI's queue", async () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const fresh = await escalatedTicket(web, { subject: 'Baru di HAI', openedAt: daysAgo(1) });
  await escalatedTicket(web, {
    subject: 'Lama di HAI',
    question: `Sama dengan ${fresh}`,
    openedAt: daysAgo(40),
  });
  expect(await found('', 'hai', '/hai')).toEqual(['Lama di HAI', 'Baru di HAI']);
  expect(await found(`RE: ${fresh.toLowerCase().replace('-', ' ')}`, 'hai', '/hai')).toEqual([
    'Baru di HAI',
    'Lama di HAI',
  ]);
});
