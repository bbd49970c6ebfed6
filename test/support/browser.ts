import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { installedChromium } from '../../local/chromium.ts';
import { demoPassword } from '../../prisma/seed/demo.ts';
import { startWeb } from './web.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a window with this account logged in. */
export type Open = (username: string, options?: BrowserContextOptions) => Promise<Page>;

/** A Chromium test: a web for its file, and windows and complaints of its own. */
export const it = test
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await openBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('web', { scope: 'file' }, async ({}, { onCleanup }) => {
    const web = await startWeb();
    onCleanup(() => web.stop());
    return web;
  })
  .extend('complaints', (): string[] => [])
  .extend('open', ({ browser, web, complaints }, { onCleanup }) => {
    onCleanup(async () => void (await Promise.all(browser.contexts().map((context) => context.close()))));
    const open: Open = (username, options) =>
      openAs(browser, web.config.publicUrl, username, complaints, options);
    return open;
  });

function openBrowser(): Promise<Browser> {
  const executablePath = installedChromium();
  if (executablePath === null) throw new Error('no Chromium for the browser tests: run bin/test');
  return chromium.launch({ executablePath, args });
}

/** A window with this account logged in; the browser's complaints go to `complaints`. */
async function openAs(
  browser: Browser,
  origin: string,
  username: string,
  complaints: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, locale: 'id-ID', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  // The console reports policy violations as errors, too.
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${username}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${username}: ${error.message}`));
  await page.goto('/masuk');
  await signIn(page, username, '/');
  return page;
}

/** Fills in the log-in on the page. `leadsTo` is the expected address. */
export async function signIn(page: Page, username: string, leadsTo: string): Promise<void> {
  // By then the page's scripts know, too, that a form led to the log-in.
  await page.waitForLoadState();
  await page.getByLabel('User').fill(username);
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.waitForURL(leadsTo);
}

/**
 * What axe finds serious on the page: all its rules in light, and only the contrast, which alone may differ, in dark.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(axe.source);
  const light = await faultsOf(page, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await faultsOf(page, { runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: null });
  return [...light.map((fault) => `light ${fault}`), ...dark.map((fault) => `dark ${fault}`)];
}

async function faultsOf(page: Page, rules: axe.RunOptions): Promise<string[]> {
  const options = { ...rules, resultTypes: ['violations'] } satisfies axe.RunOptions;
  const run = (given: axe.RunOptions) => (window as unknown as { axe: typeof axe }).axe.run(given);
  const { violations } = await page.evaluate(run, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`);
}

/** Presses Tab until this element has the focus, like a person without a mouse. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const arrived = await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    if (arrived) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}
