/** Kantor Pusat follows a figure down to Kanwil, KPPN and tickets; each level holds what the level above counts. */
import type { Page } from 'playwright-core';
import { DateTime } from 'luxon';
import { expect } from 'vitest';
import { it, seriousFaults, tabTo } from '../support/browser.ts';
import { makeMonitored } from '../support/monitored.ts';

it.beforeAll(async ({ web }) => {
  await makeMonitored(web.prisma, 240, new Date());
});

const back = (days: number): string =>
  DateTime.now().setZone('Asia/Jakarta').minus({ days }).toISODate() ?? '';
const period = `dari=${back(60)}&sampai=${back(3)}`;
const asked = `/pemantauan?${period}`;

/** The numbers of a row of "Menurut unit": direkam, selesai, tepat, terlambat, dieskalasi. */
const rowOf = (page: Page, unit: string) =>
  page
    .getByRole('region', { name: 'Menurut unit' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: unit, exact: true }) });

const counts = async (links: ReturnType<Page['locator']>): Promise<number[]> => {
  const texts = await links.evaluateAll((all) => all.map((link) => link.getAttribute('data-figure') ?? ''));
  return texts.map((text) => Number(text.replaceAll('.', '')));
};
const countsOfRow = (page: Page, unit: string) => counts(rowOf(page, unit).locator('[data-figure]'));
/** The same five for the whole page, this period. */
const countsOfPage = (page: Page) =>
  counts(page.locator('.figures--compared td[data-label="Periode ini"] [data-figure]'));

/** Follows each figure of the row to its list and back. @returns the lists' numbers of tickets */
async function listed(page: Page, unit: string): Promise<number[]> {
  const totals: number[] = [];
  const figures = rowOf(page, unit).locator('[data-figure]');
  for (let index = 0; index < (await figures.count()); index++) {
    await figures.nth(index).click();
    await page.waitForURL('**/pemantauan/tiket?*');
    totals.push(Number(await page.locator('#jumlah').getAttribute('data-total')));
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/pemantauan');
  }
  return totals;
}

/** Goes one level down and checks that its figures equal the row above. */
async function down(page: Page, unit: string): Promise<void> {
  const [above, lists] = [await countsOfRow(page, unit), await listed(page, unit)];
  expect(above[0], unit).toBeGreaterThan(5);
  expect([unit, lists]).toEqual([unit, above]);
  await rowOf(page, unit).getByRole('link', { name: unit, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Pemantauan ${unit}` }).waitFor();
  await page.waitForLoadState();
  expect([unit, await countsOfPage(page)]).toEqual([unit, above]);
}

it(
  'leads from Kantor Pusat down to a ticket, and back up',
  { timeout: 180_000 },
  async ({ open, web, complaints }) => {
    const page = await open('pusat');
    await page.goto(asked);
    await page.getByRole('heading', { level: 1, name: 'Pemantauan Seluruh unit' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const riau = await web.prisma.unit.findUniqueOrThrow({ where: { id: 'KANWIL-04' } });
    const pekanbaru = await web.prisma.unit.findUniqueOrThrow({ where: { id: 'KPPN-008' } });
    await down(page, riau.name);
    expect(await seriousFaults(page)).toEqual([]);
    await down(page, pekanbaru.name);
    expect(await seriousFaults(page)).toEqual([]);

    const overdue = page.locator('.tile__link', { hasText: 'Lewat batas waktu' });
    const count = Number(await overdue.getAttribute('data-figure'));
    expect(count).toBeGreaterThan(0);
    await overdue.click();
    await page.getByRole('heading', { level: 1, name: 'Lewat batas waktu' }).waitFor();
    expect(Number(await page.locator('#jumlah').getAttribute('data-total'))).toBe(count);
    expect(await seriousFaults(page)).toEqual([]);
    const subject = page.locator('.list .subject').first();
    const reference = ((await subject.textContent()) ?? '').replace('Tiket ', '');
    await subject.click();
    await page.waitForURL(`/tiket/${reference}`);

    await page.goto(`${asked}&unit=KPPN-008`);
    for (const name of [riau.name, 'Seluruh unit']) {
      await page.getByRole('link', { name: 'Naik satu tingkat' }).click();
      await page.getByRole('heading', { level: 1, name: `Pemantauan ${name}` }).waitFor();
      expect(page.url()).toContain(period);
    }
    expect(complaints).toEqual([]);
  },
);

it(
  'works by keyboard and without JavaScript, on a phone',
  { timeout: 90_000 },
  async ({ open, complaints }) => {
    const page = await open('pusat', { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    for (const path of [
      asked,
      `${asked}&unit=KANWIL-04`,
      `${asked}&unit=KPPN-008`,
      '/pemantauan/tiket?keadaan=terbuka',
    ]) {
      await page.goto(path);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 320]);
    }
    await page.goto(asked);
    await tabTo(page, '.tile__link');
    const count = await page.locator('.tile__link:focus').getAttribute('data-figure');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/pemantauan/tiket?*');
    expect(await page.locator('#jumlah').getAttribute('data-total')).toBe(count);
    expect(complaints).toEqual([]);
  },
);

/** Font size of the texts in pixels as seen, whatever the chart's scale. */
const sizes = (texts: Element[]): number[] =>
  (texts as SVGTextElement[]).map(
    (text) => parseFloat(getComputedStyle(text).fontSize) * (text.ownerSVGElement?.getScreenCTM()?.a ?? 0),
  );

it('charts are readable on a phone and a desktop, scroll by keyboard, and print in full', async ({
  open,
  complaints,
}) => {
  const page = await open('pusat', { viewport: { width: 320, height: 640 } });
  await page.goto(asked);
  const chart = page.getByRole('region', { name: 'Grafik tren per minggu' });
  const texts = chart.locator('text');
  const onPhone = await texts.evaluateAll(sizes);
  expect(Math.min(...onPhone)).toBeGreaterThanOrEqual(12);
  expect(await seriousFaults(page)).toEqual([]);
  await tabTo(page, '.chart');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => chart.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  // A name stands where its bar begins, visible before any scrolling.
  const units = page.getByRole('region', { name: 'Grafik menurut unit' });
  const name = await units.locator('text', { hasText: 'Kanwil DJPBN Provinsi Riau' }).boundingBox();
  expect((name?.x ?? 0) + (name?.width ?? 320)).toBeLessThan(320);

  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await texts.evaluateAll(sizes)).toEqual(onPhone);
  await page.emulateMedia({ media: 'print' });
  for (const { width, scroll, height } of await page.locator('.chart').evaluateAll((charts) =>
    charts.map((each) => ({
      width: each.clientWidth,
      scroll: each.scrollWidth,
      height: each.clientHeight,
    })),
  )) {
    expect(scroll).toBe(width);
    expect(height).toBeLessThan(15 * (96 / 2.54));
  }
  expect(complaints).toEqual([]);
});
