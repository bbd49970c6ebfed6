/** Every kind of page at 320 pixels: no sideways scrolling and nothing that axe finds serious, in light and dark. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { escalatedTicket, repliedTicket, waitingTicket } from '../support/given.ts';

let ofState: Record<'waiting' | 'escalated' | 'replied', string>;
let person: string;
it.beforeAll(async ({ web }) => {
  const long = { subject: `Subjek ${'panjang'.repeat(27)}`, question: `https://${'a'.repeat(3000)} 😀 ‮` };
  ofState = {
    waiting: await waitingTicket(web, long),
    escalated: await escalatedTicket(web),
    replied: await repliedTicket(web),
  };
  const bank = { email: 'layanan.mpn@bank-melayu.example.id' };
  person = String((await web.prisma.customer.findUniqueOrThrow({ where: bank })).id);
});

const narrow = { viewport: { width: 320, height: 640 } };
const ownMenus = (page: Page) =>
  page.locator('.card__link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

/** Pages that axe has checked. To it, roles that get the same title and as many forms get the same page. */
const checked = new Set<string>();

async function look(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const shown = `${path} ${await page.title()} ${await page.locator('form').count()}`;
  const isNew = !checked.has(shown);
  checked.add(shown);
  return [...(isWide ? [`${path} scrolls sideways`] : []), ...(isNew ? await seriousFaults(page) : [])];
}

it.for([
  ['satker-527010', () => ['/tiket/baru', '/pengguna/cari-email', `/tiket/${ofState.waiting}`, '/entah']],
  [
    'kppn-008',
    () => [
      '/tiket/baru?jenis=BANK',
      '/tiket/baru?jenis=KPPN',
      '/pengguna/baru?email=baru%40bank.example.id',
      '/pengguna/cari-email?email=layanan.mpn%40bank-melayu.example.id',
      `/pengguna/${person}/ubah`,
      `/pengguna/${person}/hapus`,
      '/tiket?layanan=MPN_G2&sla=OVERDUE',
      `/tiket/${ofState.waiting}`,
      `/tiket/${ofState.replied}`,
      '/hai',
    ],
  ],
  ['kanwil-riau', () => ['/tiket/baru?jenis=BANK', `/tiket/${ofState.waiting}`]],
  ['hai', () => [`/tiket/${ofState.escalated}`]],
  ['pengawas-008', () => [`/tiket/${ofState.replied}`]],
  ['pusat', () => [`/tiket/${ofState.waiting}`]],
  ['admin', () => ['/tiket']],
] as const)("%s's pages", { timeout: 240_000 }, async ([username, others], { open }) => {
  const page = await open(username, narrow);
  const faults: string[] = [];
  for (const path of ['/', '/pemberitahuan', ...(await ownMenus(page)), ...others()])
    faults.push(...(await look(page, path)));
  expect(faults).toEqual([]);
});

it('a rejected form, and the log-in page', { timeout: 120_000 }, async ({ open }) => {
  const page = await open('kppn-008', narrow);
  await page.goto('/tiket/baru?jenis=BANK');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.getByText('Ada isian yang perlu diperbaiki').waitFor();
  const faults = await seriousFaults(page);
  await page.context().clearCookies();
  faults.push(...(await look(page, '/tiket')));
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByText('Belum bisa masuk').or(page.getByText('Ada isian yang perlu')).first().waitFor();
  expect([...faults, ...(await seriousFaults(page))]).toEqual([]);
});
