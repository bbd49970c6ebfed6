/** A button in Indonesian chooses files, in a browser of any language, by pointer and by keyboard. */
import type { FileChooser } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';

const english = { locale: 'en-US', viewport: { width: 320, height: 640 } };
const csv = { name: 'libur.csv', mimeType: 'text/csv', buffer: Buffer.from('date,name_id,kind') };

it('clicking the button chooses a file and shows its name', async ({ open, complaints }) => {
  const page = await open('admin', english);
  await page.goto('/kalender/impor');
  await page.getByText('Belum ada berkas yang dipilih').waitFor();
  expect((await page.locator('#berkas').boundingBox())?.width).toBeLessThan(2);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByText('Pilih berkas', { exact: true }).click(),
  ]);
  await chooser.setFiles([csv]);
  await page.getByText('libur.csv').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('the keyboard reaches the button, with visible focus', async ({ open }) => {
  const page = await open('satker-527010', english);
  const choosers: FileChooser[] = [];
  // Listen before the key is pressed: Chromium may handle the key before it knows that somebody waits for a chooser.
  page.on('filechooser', (chooser) => choosers.push(chooser));
  await page.goto('/tiket/baru');
  await page.getByLabel('Pertanyaan').focus();
  await page.keyboard.press('Tab');
  const button = page.getByText('Pilih berkas', { exact: true });
  expect(await button.evaluate((shown) => getComputedStyle(shown).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect.poll(() => choosers.map((chooser) => chooser.isMultiple())).toEqual([true]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it("without JavaScript, the browser's own button stays", async ({ open }) => {
  const page = await open('admin', { ...english, javaScriptEnabled: false });
  await page.goto('/kalender/impor');
  expect((await page.locator('#berkas').boundingBox())?.width).toBeGreaterThan(100);
});
