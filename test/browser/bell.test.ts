import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { waitingTicket } from '../support/given.ts';

it.afterEach(async ({ web }) => void (await web.prisma.notification.deleteMany()));

const counted = (page: Page, count: number) =>
  page
    .locator('#lonceng')
    .and(page.getByRole('link', { name: `Pemberitahuan ${count === 0 ? '' : `, ${count} belum dibaca`}` }))
    .waitFor();

it(
  'the bell rings by itself on any page, and stops when the ticket is read',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const [menu, list] = [await open('kppn-008'), await open('kppn-008')];
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
  },
);

it(
  'without JavaScript, on a phone, the bell counts and notifications can be read',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const page = await open('kppn-008', { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
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
  },
);
