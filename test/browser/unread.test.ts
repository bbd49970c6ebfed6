/** The lists' mark of what is new, appearing and disappearing on open pages in Chromium. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { answeredTicket, waitingTicket } from '../support/given.ts';

const rowOf = (page: Page, reference: string) => page.locator(`#baris-${reference}`);
const markOf = (page: Page, reference: string) =>
  rowOf(page, reference).getByRole('cell').getByText('Baru', { exact: true });

it('the mark appears by itself in an open list, and disappears in every window once the ticket is opened', async ({
  open,
  web,
  complaints,
}) => {
  const [list, beside] = [await open('kppn-008'), await open('kppn-008')];
  for (const page of [list, beside]) await page.goto('/tiket');
  const reference = await waitingTicket(web, { subject: 'Tanda baru' });
  for (const page of [list, beside]) await markOf(page, reference).waitFor();
  expect(await seriousFaults(list)).toEqual([]);
  await rowOf(list, reference).getByRole('link', { name: 'Tanda baru' }).click();
  await list.waitForURL(`/tiket/${reference}`);
  await markOf(beside, reference).waitFor({ state: 'detached' });
  await rowOf(beside, reference).waitFor();
  await list.goBack();
  await rowOf(list, reference).waitFor();
  await markOf(list, reference).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
}, 90_000);

it('the mark does not appear for what the open page of the ticket has shown', async ({
  open,
  web,
  complaints,
}) => {
  const reference = await waitingTicket(web);
  const [page, list] = [await open('satker-527010'), await open('satker-527010')];
  await page.goto(`/tiket/${reference}`);
  await list.goto('/tiket');
  const officer = await open('kppn-008');
  await officer.goto(`/tiket/${reference}`);
  await officer.getByLabel('Jawaban').fill('Sudah terbit.');
  await officer.locator('#jawaban-petugas').selectOption({ label: 'CSO 1 Pekanbaru' });
  await officer.locator('#jawaban-passwordCso').fill('demo-cso');
  await officer.locator('.act--answer').getByRole('button', { name: 'Kirim' }).click();
  await page.getByRole('heading', { name: 'Jawaban' }).waitFor();
  await rowOf(list, reference).getByText('Selesai').waitFor();
  await markOf(list, reference).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
}, 90_000);

it('the mark is there without JavaScript, on a phone', async ({ open, web, complaints }) => {
  const options = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
  const reference = await answeredTicket(web, { subject: 'x'.repeat(200) });
  const page = await open('satker-527010', options);
  await page.goto('/tiket');
  await markOf(page, reference).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await rowOf(page, reference).getByRole('link', { name: 'Detail' }).click();
  await page.getByRole('link', { name: 'Kembali ke daftar tiket' }).click();
  await rowOf(page, reference).waitFor();
  expect(await markOf(page, reference).count()).toBe(0);
  expect(complaints).toEqual([]);
}, 90_000);
