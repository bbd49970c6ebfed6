import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openAs, openBrowser, seriousFaults } from '../support/browser.ts';
import { waitingTicket } from '../support/given.ts';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
let browser: Browser;
beforeAll(async () => void ([web, browser] = await Promise.all([startWeb(), openBrowser()])));
afterAll(async () => {
  await browser.close();
  await web.stop();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await web.prisma.notification.deleteMany();
});

const open = (complaints: string[], options = {}) =>
  openAs(browser, web.config.publicUrl, 'kppn-008', complaints, options);
const counted = (page: Page, count: number) =>
  page.getByRole('link', { name: `Pemberitahuan ${count === 0 ? '' : `, ${count} belum dibaca`}` }).waitFor();

it('rings by itself on any page, and grows quiet where the ticket is read', { timeout: 90_000 }, async () => {
  const complaints: string[] = [];
  const [menu, list] = [await open(complaints), await open(complaints)];
  await list.goto('/pemberitahuan');
  await list.getByText('Belum ada pemberitahuan.').waitFor();
  const reference = await waitingTicket(web, { subject: 'Dering lonceng' });
  await counted(menu, 1);
  await counted(list, 1);
  await list.getByRole('link', { name: 'Dering lonceng' }).waitFor();
  expect(await seriousFaults(list)).toEqual([]);
  await menu.getByRole('link', { name: /^Pemberitahuan/ }).click();
  await menu.getByRole('link', { name: 'Dering lonceng' }).click();
  await menu.waitForURL(`/tiket/${reference}`);
  await counted(list, 0);
  await list.locator('.notice-item__new').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('counts and is read without JavaScript, on a phone', { timeout: 90_000 }, async () => {
  const complaints: string[] = [];
  const page = await open(complaints, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await waitingTicket(web, { subject: 'x'.repeat(200) });
  await waitingTicket(web, { subject: 'Yang kedua' });
  await expect
    .poll(async () => (await page.reload(), page.locator('.bell__count').allTextContents()), {
      timeout: 20_000,
    })
    .toEqual(['2']);
  await page.getByRole('link', { name: /^Pemberitahuan/ }).click();
  const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrolled).toBe(320);
  await page.getByRole('button', { name: 'Tandai dibaca : Tiket baru' }).first().click();
  expect(await page.locator('.bell__count').textContent()).toBe('1');
  await page.getByRole('button', { name: 'Tandai semua sudah dibaca' }).click();
  expect(await page.locator('.bell__count').count()).toBe(0);
  expect(complaints).toEqual([]);
});
