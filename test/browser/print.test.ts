/** The printed page, whatever the screen: Chromium's own PDF, and its layout for paper. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it } from '../support/browser.ts';
import { answeredTicket, waitingTicket } from '../support/given.ts';

it.beforeAll(async ({ web }) => {
  for (let times = 0; times < 6; times++) await waitingTicket(web);
});

const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const };

/** Width and height of the PDF's pages in points. */
async function sheets(page: Page): Promise<[number, number][]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
}

const style = (page: Page, selector: string, name: string, pseudo?: string) =>
  page
    .locator(selector)
    .first()
    .evaluate(
      (element, [property, part]) => getComputedStyle(element, part).getPropertyValue(property ?? ''),
      [name, pseudo] as const,
    );

it.for([
  ['/tiket?status=WAITING', 'Filter: status menunggu'],
  ['/laporan?layanan=PERBENDAHARAAN', 'Filter: layanan Layanan Perbendaharaan'],
])(
  '%s prints as a table on A4 landscape, below its unit, period, filter and time',
  async ([path = '', filter], { open }) => {
    const page = await open('kppn-008', phone);
    await page.goto(path);
    expect(await style(page, '.on-paper', 'display')).toBe('none');
    expect(await style(page, '.list tbody tr', 'display')).toBe('flex');
    expect((await sheets(page))[0]).toEqual([842, 595]);

    await page.emulateMedia({ media: 'print' });
    expect(await style(page, '.list', 'display')).toBe('table');
    expect(await style(page, '.list thead', 'display')).toBe('table-header-group');
    expect(await style(page, '.list tbody td', 'display')).toBe('table-cell');
    expect(await style(page, '.list tbody tr', 'break-inside')).toBe('avoid');
    for (const chrome of ['.navigation', '.header__tools', '.filter', '.list__exports', '.footer'])
      expect(await style(page, chrome, 'display')).toBe('none');
    expect(await style(page, 'body', 'background-color')).toBe('rgb(255, 255, 255)');
    const heading = await style(page, '.on-paper', 'content', '::before');
    for (const line of ['Unit: KPPN PEKANBARU', 'Periode: tahun', filter, 'dicetak oleh KPPN Pekanbaru'])
      expect(heading).toContain(line);
  },
);

it('a ticket prints on A4 with its thread and without its forms', async ({ open, web }) => {
  const reference = await answeredTicket(web);
  const waiting = await waitingTicket(web);
  const page = await open('kppn-008', phone);
  await page.goto(`/tiket/${reference}`);
  expect(await sheets(page)).toEqual([[595, 842]]);
  await page.goto(`/tiket/${waiting}`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.thread__item').first().isVisible()).toBe(true);
  expect(await page.getByRole('heading', { name: 'SP2D belum terbit' }).isVisible()).toBe(true);
  for (const chrome of ['.navigation', '.header__tools', '.ticket__acts', '.govuk-back-link'])
    expect(await style(page, chrome, 'display')).toBe('none');
});

it('monitoring prints its tables on A4 landscape, without addresses of the figures', async ({ open }) => {
  const page = await open('pusat', phone);
  await page.goto('/pemantauan');
  expect(await style(page, '.figures:not(.figures--compared) tbody tr', 'display')).toBe('grid');
  expect((await sheets(page))[0]).toEqual([842, 595]);
  await page.emulateMedia({ media: 'print' });
  expect(await style(page, '.figures:not(.figures--compared)', 'display')).toBe('table');
  expect(await style(page, '.figures:not(.figures--compared) tbody tr', 'display')).toBe('table-row');
  expect(await style(page, '.figures [data-figure]', 'content', '::after')).toBe('none');
  for (const chrome of ['.navigation', '.filter', '.list__exports', '.facts__link'])
    expect(await style(page, chrome, 'display')).toBe('none');
});

it('a filter chosen with htmx is the one on paper', async ({ open }) => {
  const page = await open('kppn-008', phone);
  await page.goto('/tiket');
  await page.getByLabel('Status').selectOption('ESCALATED');
  await page.locator('.on-paper[data-heading*="status Kirim ke HAI"]').waitFor({ state: 'attached' });
});
