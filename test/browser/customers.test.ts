/** Data Pengguna Layanan in Chromium (specification.md 3). */
import { expect } from 'vitest';
import { it } from '../support/browser.ts';

it("TAMBAH PENGGUNA asks for the satker's code only for that type, and Hapus Isian empties it", async ({
  open,
  complaints,
}) => {
  const page = await open('kppn-008');
  await page.goto('/pengguna');
  await page.getByRole('link', { name: 'TAMBAH' }).click();
  await page.getByLabel('E-mail').fill('pegawai.baru@satker.example.id');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('pegawai.baru@satker.example.id');

  await page.getByLabel('Nama').fill('Salah Ketik');
  await page.getByLabel('Jenis Unit Penanya').selectOption('PEMDA');
  expect(await page.getByLabel('Kode satker').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Hapus Isian', exact: true }).click();
  await expect.poll(() => page.getByLabel('Nama').inputValue()).toBe('');

  await page.getByLabel('Nama').fill('Pegawai Baru');
  await page.getByLabel('Jenis Unit Penanya').selectOption('SATKER');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.getByRole('link', { name: 'Kode satker harus dipilih.' }).waitFor();
  expect(await page.getByLabel('Nama').inputValue()).toBe('Pegawai Baru');
  await page.getByLabel('Kode satker').selectOption({ label: '527020 KEJAKSAAN NEGERI PEKANBARU' });
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.waitForURL('/pengguna');
  const row = page.getByRole('row', { name: 'Pegawai Baru' });
  expect(await row.textContent()).toMatch(/SATKER 527020/);
  // The browser itself reports the form's 422.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
});

it('the list follows the filter as it is typed', async ({ open }) => {
  const page = await open('kppn-008');
  await page.goto('/pengguna');
  await page.getByLabel('Cari nama atau e-mail').pressSequentially('marpaung');
  // While somebody types slowly, the first letters may already have narrowed the list this far.
  await page.waitForURL((url) => url.searchParams.get('q') === 'marpaung');
  await page.getByText('1–1 dari 1').waitFor();
  await page.reload();
  expect(await page.getByLabel('Cari nama atau e-mail').inputValue()).toBe('marpaung');
});

it('Hapus asks first, then removes the person from the list at once', async ({ open }) => {
  const page = await open('satker-690010');
  await page.goto('/pengguna');
  const row = page.getByRole('row', { name: 'Markus Wanggai' });
  const asked: string[] = [];
  const answer = (yes: boolean) =>
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void (yes ? dialog.accept() : dialog.dismiss());
    });
  answer(false);
  await row.getByRole('link', { name: /^Hapus/ }).click();
  expect(await row.count()).toBe(1);
  answer(true);
  await row.getByRole('link', { name: /^Hapus/ }).click();
  await row.waitFor({ state: 'detached' });
  const question = 'Hapus Markus Wanggai dari unit ini? Tiket-tiketnya tetap utuh.';
  expect(asked).toEqual([question, question]);
});

it('without JavaScript, Hapus asks on a page of its own', async ({ open }) => {
  const page = await open('satker-527844', { javaScriptEnabled: false });
  await page.goto('/pengguna');
  const row = page.getByRole('row', { name: 'Dedi Kurniadi' });
  await row.getByRole('link', { name: /^Hapus/ }).click();
  await page.getByRole('heading', { name: 'HAPUS PENGGUNA' }).waitFor();
  await page.getByRole('link', { name: 'Batal' }).click();
  await row.getByRole('link', { name: /^Hapus/ }).click();
  await page.getByRole('button', { name: 'Hapus', exact: true }).click();
  await page.waitForURL('/pengguna');
  expect(await row.count()).toBe(0);
});
