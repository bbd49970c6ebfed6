/** The table of Laporan Layanan/Permasalahan: its columns, times and order (specification.md 6 and 7). */
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { answeredTicket, waitingTicket } from '../../../support/given.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startWeb();
  const yearsAgo = new Date(Date.now() - 400 * 86_400_000);
  await waitingTicket(web, { subject: 'B terlambat', openedAt: yearsAgo });
  await answeredTicket(web, { subject: 'C selesai' });
  await waitingTicket(web, { subject: 'A terbuka' });
});
afterAll(() => web.stop());

const report = async (query = '') => (await web.as('kppn-008')).get(`/laporan${query}`);

it('has the columns of the list, with the times', async () => {
  expect((await report()).all('th')).toEqual([
    'No',
    'Instansi',
    'Penanya',
    'Nama, E-mail',
    'Tanggal',
    'No. Referensi Tiket, Subjek',
    'Metode, CSO',
    'Status',
    'Waktu SLA',
    'Lama penyelesaian',
    'Detail',
  ]);
});

it('shows the time left or overdue, and of a resolved ticket how long it took', async () => {
  const page = await report('?urut=subjek&arah=naik');
  const [open, late, resolved] = page.all('td[data-label="Waktu SLA"]');
  expect(open).toMatch(/^sisa \d+ (hari|jam)/);
  expect(late).toMatch(/^lewat \d+ hari/);
  expect(resolved).toBe('-');
  expect(page.all('td[data-label="Lama penyelesaian"]')).toEqual([
    '-',
    '-',
    expect.stringMatching(/, tepat waktu$/),
  ]);
});

test.each(['instansi', 'penanya', 'nama', 'tanggal', 'subjek', 'metode', 'status', 'sla', 'lama'])(
  'is sorted by %s from its heading, in both directions',
  async (column) => {
    const head = await report();
    const href = head.attributes('th a', 'href').find((address) => address.includes(`urut=${column}`)) ?? '';
    expect(href).toContain('arah=naik');
    const up = await (await web.as('kppn-008')).get(href);
    expect(up.attributes('th[aria-sort]', 'aria-sort')).toEqual(['ascending']);
    const down = await report(`?urut=${column}&arah=turun`);
    expect(down.attributes('th[aria-sort]', 'aria-sort')).toEqual(['descending']);
    expect(down.all('.subject').toSorted()).toEqual(['A terbuka', 'B terlambat', 'C selesai']);
    if (column === 'subjek') {
      expect(up.all('.subject')).toEqual(['A terbuka', 'B terlambat', 'C selesai']);
      expect(down.all('.subject')).toEqual(['C selesai', 'B terlambat', 'A terbuka']);
    }
  },
);

test.each([
  ['naik', ['B terlambat', 'A terbuka', 'C selesai']],
  ['turun', ['A terbuka', 'B terlambat', 'C selesai']],
])('by Waktu SLA, resolved tickets are last, even %s', async (direction, subjects) => {
  expect((await report(`?urut=sla&arah=${direction}`)).all('.subject')).toEqual(subjects);
});
