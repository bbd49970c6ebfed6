/** "Mencari menu tertentu?" by keyboard (specification.md 2). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';

const box = (page: Page) => page.getByRole('combobox', { name: 'Mencari menu tertentu?' });
const offered = (page: Page) => page.getByRole('listbox', { name: 'Menu' }).getByRole('option');
const hasFocus = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => element === document.activeElement);

it('Ctrl+K, a few letters and Enter open a menu from anywhere', async ({ open, complaints }) => {
  const page = await open('kppn-008');
  await page.getByText('Ctrl K').waitFor();
  await page.goto('/tiket/baru');
  await page.getByLabel('Subjek').fill('Tetap di sini');
  await page.keyboard.press('Control+k');
  expect(await hasFocus(page, '#cari-menu')).toBe(true);
  expect(await offered(page).allTextContents()).toEqual([
    'HAI DJPBN',
    'Data Pengguna Layanan',
    'Data Rekam Layanan/Permasalahan',
    'Laporan Layanan/Permasalahan',
    'Unduhan',
  ]);
  expect(await seriousFaults(page)).toEqual([]);

  await page.keyboard.type('lapor');
  expect(await offered(page).allTextContents()).toEqual(['Laporan Layanan/Permasalahan']);
  await page.keyboard.press('Enter');
  await page.waitForURL('/laporan');
  expect(complaints).toEqual([]);
});

it('arrow keys move through the results, and Escape leads back', async ({ open }) => {
  const page = await open('satker-527010');
  await page.goto('/tiket/baru');
  await page.getByLabel('Subjek').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowUp');
  expect(await offered(page).last().getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = offered(page).nth(1);
  expect(await second.getAttribute('aria-selected')).toBe('true');
  expect(await box(page).getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
  await page.keyboard.type('xyz');
  await page.getByText('Tidak ada menu yang cocok').waitFor();
  await page.keyboard.press('Escape');
  expect(await hasFocus(page, '#subjek')).toBe(true);
  expect(await page.locator('#daftar-menu').isVisible()).toBe(false);
});

it.for(['kanwil-riau', 'pusat'])(
  'the search fits beside the menus of %s at 1366 pixels',
  async (username, { open }) => {
    const page = await open(username, { viewport: { width: 1366, height: 768 } });
    const search = await box(page).boundingBox();
    const menus = await page.getByRole('navigation', { name: 'Menu HAI DJPBN' }).boundingBox();
    const middle = (search?.y ?? 0) + (search?.height ?? 0) / 2;
    expect(middle).toBeGreaterThan(menus?.y ?? Infinity);
    expect(middle).toBeLessThan((menus?.y ?? 0) + (menus?.height ?? 0));
  },
);

it('a click opens a menu, as does the button without JavaScript', async ({ open }) => {
  const page = await open('hai');
  await box(page).click();
  await page.getByRole('option', { name: 'Antrean HAI' }).click();
  await page.waitForURL('/hai');

  const plain = await open('hai', { javaScriptEnabled: false });
  await plain.getByLabel('Mencari menu tertentu?').fill('antrean');
  await plain.getByRole('button', { name: 'Cari' }).click();
  await plain.getByText('1 menu cocok dengan “antrean”.').waitFor();
});
