/** Text typed for a ticket or a person survives an expired session and a closed tab (web/assets/copies.js). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoOfficerPassword } from '../../prisma/seed/demo.ts';
import { it, signIn } from '../support/browser.ts';
import { waitingTicket } from '../support/given.ts';
import type { TestWeb } from '../support/web.ts';

const endSessions = (web: TestWeb) => web.prisma.session.updateMany({ data: { lastSeenAt: new Date(0) } });
const kept = (page: Page) =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.startsWith('draf:'))
      .map(([, value]) => String(value)),
  );
const restored = (page: Page) => page.getByText('Isian terakhir Anda yang belum terkirim dipulihkan.');
const subject = (page: Page) => page.getByLabel('Subjek').inputValue();

async function fillAsSatker(page: Page): Promise<void> {
  await page.goto('/tiket/baru');
  await page.getByLabel('Subjek').fill('Belum dikirim');
  await page.getByLabel('Data Penanya').selectOption({ index: 1 });
  await page.getByLabel('Pertanyaan').fill('Baris satu\nBaris dua');
  await page.getByLabel('MPN-G2').check();
}

it('restores the text of a closed tab, and offers to discard it', async ({ open }) => {
  const first = await open('satker-527010');
  await fillAsSatker(first);
  const asker = await first.getByLabel('Data Penanya').inputValue();
  await first.close();

  const page = await first.context().newPage();
  await page.goto('/tiket/baru');
  await restored(page).waitFor();
  expect(await subject(page)).toBe('Belum dikirim');
  expect(await page.getByLabel('Data Penanya').inputValue()).toBe(asker);
  expect(await page.getByLabel('Pertanyaan').inputValue()).toBe('Baris satu\nBaris dua');
  expect(await page.getByLabel('MPN-G2').isChecked()).toBe(true);

  await page.getByRole('link', { name: 'Hapus isian ini' }).click();
  await restored(page).waitFor({ state: 'hidden' });
  expect(await subject(page)).toBe('');
  await page.reload();
  expect(await subject(page)).toBe('');
  expect(await kept(page)).toEqual([]);
});

it('restores the text after the session ended before Kirim, and drops it once sent', async ({
  open,
  web,
}) => {
  const page = await open('satker-527020');
  await fillAsSatker(page);
  await endSessions(web);
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.getByText('Sesi Anda telah berakhir.').waitFor();
  await signIn(page, 'satker-527020', '/tiket/baru');
  await restored(page).waitFor();
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.waitForURL(/\/tiket\/HAI-/);
  expect(await kept(page)).toEqual([]);
  await page.goto('/tiket/baru');
  expect(await subject(page)).toBe('');
  expect(await restored(page).isVisible()).toBe(false);
});

it('keeps the text when the form is rejected', async ({ open }) => {
  const page = await open('satker-690010');
  await fillAsSatker(page);
  await page.getByLabel('Subjek').fill('x'.repeat(300));
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.getByText('Subjek paling panjang 200 karakter.').first().waitFor();
  await page.waitForLoadState();
  await page.goto('/tiket/baru');
  expect(await page.getByLabel('Pertanyaan').inputValue()).toBe('Baris satu\nBaris dua');
});

it("restores a Kuasa BUN unit's form with type, person, status and answer, but never the password", async ({
  open,
}) => {
  const page = await open('kppn-008');
  await page.goto('/tiket/baru');
  await page.getByLabel('Jenis Unit Penanya').selectOption('BANK');
  await page.getByLabel('Data Penanya BANK').selectOption({ index: 1 });
  await page.getByLabel('Subjek').fill('Dari konter');
  await page.getByLabel('Metode').selectOption('TELEPON');
  await page.getByLabel('Status Tiket').selectOption('SELESAI');
  await page.getByLabel('Jawaban').fill('Pukul 16.30.');
  await page.getByLabel('Pilih CSO/SSO').selectOption('SSO 1 Pekanbaru');
  await page.getByLabel('Masukkan Password CSO').fill(demoOfficerPassword);
  const asker = await page.getByLabel('Data Penanya BANK').inputValue();
  await page.reload();

  await restored(page).waitFor();
  await page.getByLabel('Data Penanya BANK').waitFor();
  expect(await page.getByLabel('Data Penanya BANK').inputValue()).toBe(asker);
  expect(await page.getByLabel('Data Penanya BANK').locator('option:checked').textContent()).toContain('@');
  expect(await page.getByLabel('Metode').inputValue()).toBe('TELEPON');
  expect(await page.getByLabel('Jawaban').inputValue()).toBe('Pukul 16.30.');
  expect(await page.getByLabel('Pilih CSO/SSO').locator('option:checked').textContent()).toBe(
    'SSO 1 Pekanbaru',
  );
  expect(await page.getByLabel('Masukkan Password CSO').inputValue()).toBe('');
  const texts = (await kept(page)).join();
  expect(texts).toContain('Dari konter');
  expect(texts).not.toContain(demoOfficerPassword);
});

it('keeps an answer private while a colleague is logged in on the same browser', async ({ open, web }) => {
  const reference = await waitingTicket(web);
  const page = await open('kppn-008');
  await page.goto(`/tiket/${reference}`);
  const answer = page.locator('form.act--answer').getByLabel('Jawaban');
  await answer.fill('Setengah jawaban');
  await endSessions(web);
  await page.goto('/');
  await signIn(page, 'satker-527010', '/');
  await page.goto('/tiket/baru');
  expect(await subject(page)).toBe('');
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.goto(`/tiket/${reference}`);
  await signIn(page, 'kppn-008', `/tiket/${reference}`);
  expect(await answer.inputValue()).toBe('Setengah jawaban');

  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { name: 'Masuk' }).waitFor();
  expect(await kept(page)).toEqual([]);
});

it("restores a new person's form after the log-in, for nobody else", async ({ open, web }) => {
  const page = await open('kppn-kph');
  await page.goto('/pengguna/baru?email=baru@satker.example.id');
  await page.locator('#nama').fill('Orang Baru');
  await page.getByLabel('Jenis Unit Penanya').selectOption('KPPN');
  // Not among the fifty options that the form has anyway.
  await page.getByLabel('Cari KPPN').pressSequentially('jayapura');
  await page
    .getByLabel('Kode KPPN')
    .locator('option', { hasText: 'JAYAPURA' })
    .waitFor({ state: 'attached' });
  await page.getByLabel('Kode KPPN').selectOption('063');
  await endSessions(web);
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.getByText('Sesi Anda telah berakhir.').waitFor();
  await signIn(page, 'kppn-kph', '/pengguna/baru?email=baru%40satker.example.id');
  await restored(page).waitFor();
  expect(await page.locator('#nama').inputValue()).toBe('Orang Baru');
  expect(await page.getByLabel('Jenis Unit Penanya').inputValue()).toBe('KPPN');
  await page.locator('#kppn option:checked', { hasText: 'JAYAPURA' }).waitFor({ state: 'attached' });

  const another = await page.context().newPage();
  await another.goto('/pengguna/baru?email=lain@satker.example.id');
  expect(await another.locator('#nama').inputValue()).toBe('');
  expect(await restored(another).isVisible()).toBe(false);

  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.waitForURL('/pengguna');
  expect(await kept(page)).toEqual([]);
});

it("restores a person's correction until a colleague corrects the person", async ({ open, web }) => {
  const { id } = await web.prisma.customer.findUniqueOrThrow({
    where: { email: 'layanan.mpn@bank-melayu.example.id' },
  });
  const first = await open('kppn-008');
  await first.goto(`/pengguna/${id}/ubah`);
  await first.locator('#nama').fill('Lina Marpaung, S.E.');
  await first.getByLabel('Jenis Unit Penanya').selectOption('PIHAK_KETIGA');
  await first.close();

  const page = await first.context().newPage();
  await page.goto(`/pengguna/${id}/ubah`);
  await restored(page).waitFor();
  expect(await page.locator('#nama').inputValue()).toBe('Lina Marpaung, S.E.');
  expect(await page.getByLabel('Jenis Unit Penanya').inputValue()).toBe('PIHAK_KETIGA');

  await web.prisma.customer.update({ where: { id }, data: { name: 'Lina M.' } });
  await page.reload();
  expect(await page.locator('#nama').inputValue()).toBe('Lina M.');
  expect(await restored(page).isVisible()).toBe(false);
});
