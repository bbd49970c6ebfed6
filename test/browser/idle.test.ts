/**
 * The end of an idle session as seen from the page (specification.md 2). The test moves the page's clock and the
 * session's times in the database.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults, signIn } from '../support/browser.ts';
import type { Open } from '../support/browser.ts';
import { until } from '../support/until.ts';
import type { TestWeb } from '../support/web.ts';

const minute = 60_000;
const seenAgo = (web: TestWeb, minutes: number) =>
  web.prisma.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - minutes * minute) } });
const minutesAgo = async (web: TestWeb) => {
  const { lastSeenAt } = await web.prisma.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  return Math.round((Date.now() - lastSeenAt.getTime()) / minute);
};

/** The form of Rekam Tiket with a clock that the test moves. */
async function openForm(open: Open, username: string): Promise<Page> {
  const page = await open(username);
  await page.clock.install();
  await page.goto('/tiket/baru');
  return page;
}

const warning = (page: Page) => page.getByRole('dialog', { name: 'Sesi Anda hampir berakhir' });
const asked = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/api/sesi'));

async function letPass(page: Page, minutes: number): Promise<void> {
  await Promise.all([asked(page), page.clock.fastForward(minutes * minute)]);
}

it('warns two minutes before the session ends; Lanjutkan extends it and returns to the text', async ({
  open,
  web,
  complaints,
}) => {
  const page = await openForm(open, 'satker-527010');
  await page.getByLabel('Pertanyaan').fill('Setengah jadi');
  await seenAgo(web, 28.2);
  await letPass(page, 27);
  await warning(page).waitFor();
  expect(await minutesAgo(web)).toBe(28);
  expect(await warning(page).textContent()).toMatch(/dikeluarkan dalam 1 menit \d+ detik\./);
  expect(await seriousFaults(page)).toEqual([]);
  const stay = warning(page).getByRole('button', { name: 'Lanjutkan' });
  expect(await stay.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await warning(page).waitFor({ state: 'hidden' });
  expect(await minutesAgo(web)).toBe(0);
  const question = page.getByLabel('Pertanyaan');
  expect(await question.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await question.inputValue()).toBe('Setengah jadi');
  expect(complaints).toEqual([]);
});

it('does not warn while another tab is in use, and withdraws the warning when somebody returns', async ({
  open,
  web,
}) => {
  const page = await openForm(open, 'satker-527020');
  await letPass(page, 27);
  expect(await warning(page).isVisible()).toBe(false);

  await seenAgo(web, 28.2);
  await letPass(page, 28);
  await warning(page).waitFor();
  const other = await page.context().newPage();
  await other.goto('/tiket');
  expect(await minutesAgo(web)).toBe(0);
  await page.bringToFront();
  await page.clock.runFor(8000);
  await warning(page).waitFor({ state: 'hidden' });
});

it('counts down in words, and announces some of them to screen readers', async ({ open, web }) => {
  const page = await openForm(open, 'kppn-063');
  await seenAgo(web, 28.85);
  await letPass(page, 27);
  await warning(page).waitFor();
  const spoken = page.locator('#sesi [role=status]');
  await until('the last minute', async () => {
    await page.clock.runFor(1000);
    return (await spoken.textContent()) === 'Sesi berakhir dalam 1 menit.';
  });
  expect(await warning(page).textContent()).toMatch(/dalam (1 menit|5\d detik)/);
});

it('says on the page that the session has ended, and restores the text after the log-in', async ({
  open,
  web,
  complaints,
}) => {
  const page = await openForm(open, 'kppn-008');
  await page.getByLabel('Subjek').fill('Tertinggal');
  await seenAgo(web, 30);
  await letPass(page, 27);
  const notice = page.locator('[data-ended]');
  await notice.getByText('Sesi Anda telah berakhir.').waitFor();
  expect(await warning(page).isVisible()).toBe(false);
  await notice.getByRole('link', { name: 'Masuk kembali' }).click();
  await page.getByText('Sesi Anda telah berakhir. Silakan masuk kembali.').waitFor();
  await signIn(page, 'kppn-008', '/tiket/baru');
  expect(await page.getByLabel('Subjek').inputValue()).toBe('Tertinggal');
  // The browser itself reports the 401.
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
});

it('Keluar ends the session', async ({ open, web }) => {
  const page = await openForm(open, 'kanwil-riau');
  await seenAgo(web, 28.2);
  await letPass(page, 27);
  await warning(page).getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { name: 'Masuk' }).waitFor();
});

it('without JavaScript, leads to the log-in, which says that the session has ended', async ({
  open,
  web,
}) => {
  const page = await open('kppn-kp', { javaScriptEnabled: false });
  await seenAgo(web, 30);
  await page.goto('/tiket/baru');
  await page.getByText('Sesi Anda telah berakhir. Silakan masuk kembali.').waitFor();
  await signIn(page, 'kppn-kp', '/tiket/baru');
});
