/** Dates are typed and shown as dd/mm/yyyy in a browser of any language, with a calendar beside them. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';

const english = { locale: 'en-US' };
const from = (page: Page) => page.getByLabel('Direkam dari');
const more = (page: Page) => page.getByText('Filter lainnya').click();

it('a typed day filters the list, and a wrong one gets a message at its field', async ({
  open,
  complaints,
}) => {
  const page = await open('kppn-008', english);
  await page.goto('/tiket');
  await more(page);
  await from(page).fill('2/3/2026');
  await page.waitForURL(/dari=2%2F3%2F2026/);
  await page.reload();
  expect(await from(page).inputValue()).toBe('02/03/2026');

  await from(page).fill('31/02/2026');
  await from(page).blur();
  const told = () => from(page).evaluate((field: HTMLInputElement) => field.validationMessage);
  expect(await told()).toBe('Tulis seperti 17/08/2026.');
  await from(page).fill('28/02/2026');
  await from(page).blur();
  expect(await told()).toBe('');
  expect(await seriousFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('a day chosen in the calendar is written as people type it, and filters the list', async ({
  open,
  complaints,
}) => {
  const page = await open('kppn-008', english);
  await page.goto('/tiket?dari=2026-03-02');
  const shown = page.locator('#dari ~ input');
  await page.getByRole('button', { name: 'Kalender untuk Direkam dari' }).click();
  expect(await shown.inputValue()).toBe('2026-03-02');
  await page.keyboard.press('Escape');
  await shown.evaluate((field: HTMLInputElement) => {
    field.value = '2026-03-09';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(await from(page).inputValue()).toBe('09/03/2026');
  await page.waitForURL(/dari=09%2F03%2F2026/);
  expect(complaints).toEqual([]);
});

it('without JavaScript, a day is typed, and a wrong one comes back with a message', async ({ open }) => {
  const page = await open('kppn-008', { ...english, javaScriptEnabled: false });
  await page.goto('/tiket?dari=2026-03-02');
  expect(await page.getByRole('button', { name: 'Kalender untuk Direkam dari' }).isVisible()).toBe(false);
  await from(page).fill('31/02/2026');
  await page.getByRole('button', { name: 'FILTER' }).click();
  await page.getByText('Tanggal ini tidak dikenal dan belum dipakai. Tulis seperti 17/08/2026.').waitFor();
  expect(await from(page).inputValue()).toBe('31/02/2026');
});
