/** A long list becomes a file: from the list's button through Unduhan to the opened file (specification.md 7). */
import { readFileSync } from 'node:fs';
import exceljs from 'exceljs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { manyTickets } from '../support/many-tickets.ts';

it.beforeAll(async ({ web }) => {
  await manyTickets(web.pool, { count: 6000 });
}, 120_000);

const tag = (page: Page, text: string) => page.locator('.export .govuk-tag', { hasText: text });

async function taken(page: Page): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^Unduh Laporan/ })
    .first()
    .click();
  return readFileSync(await (await coming).path());
}

it(
  'a user orders an export, follows its progress, downloads and opens it',
  { timeout: 120_000 },
  async ({ open, web, complaints }) => {
    const page = await open('kppn-008');
    await web.stopWorkers();
    await page.goto('/laporan?q=SP2D');
    await page.getByRole('link', { name: 'EXCEL', exact: true }).click();
    await page.getByRole('heading', { name: 'Daftar ini lebih dari 5.000 tiket' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Buat EXCEL di latar belakang' }).click();
    await tag(page, 'Menunggu').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('0');
    expect(await seriousFaults(page)).toEqual([]);

    // Nobody touches the page again: it updates itself.
    await web.startWorker();
    await tag(page, 'Selesai').waitFor({ timeout: 60_000 });
    await page.getByText(/^6\.000 tiket, .* disimpan sampai/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await taken(page)) as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getRow(4).getCell(1).text).toBe('Filter: teks “SP2D”');
    expect(sheet?.rowCount).toBe(6010);

    await page.getByRole('button', { name: /^Hapus/ }).click();
    await page.getByText('Belum ada unduhan.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

it('a button cancels an export', { timeout: 60_000 }, async ({ open, web, complaints }) => {
  const page = await open('kppn-008');
  await web.stopWorkers();
  await page.goto('/tiket');
  await page.getByRole('link', { name: 'PDF', exact: true }).click();
  await page.getByRole('button', { name: 'Buat PDF di latar belakang' }).click();
  await page.getByRole('button', { name: /^Batalkan/ }).click();
  await tag(page, 'Dibatalkan').waitFor();
  await web.startWorker();
  expect(complaints).toEqual([]);
});

it(
  'without JavaScript, on a phone, a user gets an export',
  { timeout: 120_000 },
  async ({ open, complaints }) => {
    const plain = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
    const page = await open('kppn-008', plain);
    await page.goto('/laporan');
    await page.getByRole('link', { name: 'CSV', exact: true }).click();
    await page.getByRole('button', { name: 'Buat CSV di latar belakang' }).click();
    await expect
      .poll(
        async () => {
          await page.getByRole('link', { name: 'Muat ulang halaman' }).click();
          return tag(page, 'Selesai').count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    const text = (await taken(page)).toString();
    expect(text.split('\r\n')).toHaveLength(6002);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(complaints).toEqual([]);
  },
);
