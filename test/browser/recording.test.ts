/** Rekam Tiket in Chromium: both forms, by mouse and by keyboard, with and without JavaScript (specification.md 4). */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { demoOfficerPassword } from '../../prisma/seed/demo.ts';
import { it, tabTo } from '../support/browser.ts';

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await page.waitForURL(/\/tiket\/HAI-/);
}

const tag = (page: Page) => page.locator('.govuk-tag').textContent();

/** The Kuasa BUN form for an asker of this type, complete except for the status. */
async function fill(page: Page, type: string, subject: string): Promise<void> {
  await page.goto('/tiket/baru');
  await page.getByLabel('Subjek').fill(subject);
  await page.getByLabel('Jenis Unit Penanya').selectOption(type);
  const asker = page.getByLabel(`Data Penanya ${type}`);
  await asker.selectOption({ index: 1 });
  await page.getByLabel('Pertanyaan').fill('Jam berapa batas pelimpahan?');
}

async function sign(page: Page): Promise<void> {
  await page.getByLabel('Pilih CSO/SSO').selectOption('SSO 1 Pekanbaru');
  await page.getByLabel('Masukkan Password CSO').fill(demoOfficerPassword);
}

describe('the form of a Satker', () => {
  it(
    'can be filled in and sent by keyboard alone',
    { timeout: 60_000 },
    async ({ open, web, complaints }) => {
      const page = await open('satker-527010');
      await page.goto('/tiket');
      await tabTo(page, '.page-head a[href="/tiket/baru"]');
      await page.keyboard.press('Enter');
      await page.waitForURL('/tiket/baru');
      await tabTo(page, '#subjek');
      await page.keyboard.type('Tanpa tetikus');
      await tabTo(page, '#penanya');
      await page.keyboard.type('Rina');
      await tabTo(page, '#pertanyaan');
      await page.keyboard.type('Baris satu');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Baris dua');
      await tabTo(page, '[name=layanan]');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await tabTo(page, 'form.panel .govuk-button-group .govuk-button');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/tiket\/HAI-/);
      expect(await tag(page)).toBe('Menunggu konfirmasi/respon dari Kanwil DJPBN');
      const ticket = await web.prisma.ticket.findFirstOrThrow({ where: { subject: 'Tanpa tetikus' } });
      expect(ticket).toMatchObject({ question: 'Baris satu\nBaris dua', askerName: 'Rina Wulandari' });
      expect(complaints).toEqual([]);
    },
  );

  it('that is incomplete comes back with marked fields, announced first and focused', async ({ open }) => {
    const page = await open('satker-527010');
    await page.goto('/tiket/baru');
    await page.getByLabel('Pertanyaan').fill('Yang ini sudah ada');
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'Isilah semua kolom bertanda *' });
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.title()).toMatch(/^Perlu diperbaiki: /);
    await summary.getByRole('link', { name: 'Subjek harus diisi.' }).click();
    expect(await page.locator('#subjek').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByLabel('Pertanyaan').inputValue()).toBe('Yang ini sudah ada');
  });
});

describe('the form of a Kuasa BUN unit', () => {
  it('shows the fields that each Status Tiket needs', async ({ open }) => {
    const page = await open('kanwil-riau');
    await fill(page, 'BANK', 'Dari konter Kanwil');
    const seen = async () => ({
      answer: await page.getByLabel('Jawaban').isVisible(),
      kppn: await page.getByLabel('KPPN tujuan').isVisible(),
    });
    for (const [status, answer, kppn] of [
      ['HAI', false, false],
      ['KPPN', false, true],
      ['KANWIL', false, false],
      ['KPPN_KP', false, false],
      ['KPPN_KPH', false, false],
      ['SELESAI', true, false],
    ] as const) {
      await page.getByLabel('Status Tiket').selectOption(status);
      expect({ status, ...(await seen()) }).toEqual({ status, answer, kppn });
    }
  });

  it('records Selesai together with its Jawaban', { timeout: 60_000 }, async ({ open, complaints }) => {
    const page = await open('kppn-008');
    await fill(page, 'BANK', 'Langsung dijawab');
    await page.getByLabel('Metode').selectOption('Tatap Muka');
    await page.getByLabel('Status Tiket').selectOption('Selesai');
    await page.getByLabel('Jawaban').fill('Pukul 16.30 WIB.');
    await sign(page);
    await send(page);
    expect(await tag(page)).toBe('Selesai');
    await page.getByText('Pukul 16.30 WIB.').waitFor();
    await page.getByText('oleh SSO 1 Pekanbaru').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('of a KPPN asker goes to HAI and asks for no officer', { timeout: 60_000 }, async ({ open }) => {
    const page = await open('kppn-008');
    await fill(page, 'KPPN', 'Kendala SPAN');
    const statuses = page.getByLabel('Status Tiket').locator('option');
    expect(await statuses.allTextContents()).toEqual(['Pilih salah satu…', 'Kirim ke HAI']);
    expect(await page.getByLabel('Masukkan Password CSO').count()).toBe(0);
    await page.getByLabel('Metode').selectOption('Telepon');
    await send(page);
    expect(await tag(page)).toBe('Kirim ke HAI');
  });

  it('finds the KPPN by typing, and sends the ticket to it', { timeout: 60_000 }, async ({ open, web }) => {
    const page = await open('kppn-kp');
    await fill(page, 'BANK', 'Untuk Jayapura');
    await page.getByLabel('Metode').selectOption('E-mail');
    await page.getByLabel('Status Tiket').selectOption('Kirim ke KPPN');
    await page.getByLabel('Cari KPPN').pressSequentially('jayap');
    await page.locator('#unitTujuan option', { hasText: '063 JAYAPURA' }).waitFor({ state: 'attached' });
    await page.getByLabel('KPPN tujuan').selectOption('063 JAYAPURA');
    await page.getByLabel('Masukkan Password CSO').fill(demoOfficerPassword);
    await send(page);
    const ticket = await web.prisma.ticket.findFirstOrThrow({ where: { subject: 'Untuk Jayapura' } });
    expect(ticket.handlingUnitId).toBe('KPPN-063');
  });
});

describe('Tambah data di sini', () => {
  /** Goes through e-mail, name and back. @returns what the form holds then */
  async function addPerson(page: Page, email: string, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Tambah data di sini' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.getByLabel('Nama').fill(name);
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.waitForURL(/\/tiket\/baru\?/);
  }

  it.for([
    ['with', true],
    ['without', false],
  ] as const)(
    '%s JavaScript comes back with the new person chosen and nothing lost',
    async ([, scripts], { open }) => {
      const email = `baru-${scripts}@bank-baru.example.id`;
      const page = await open('kppn-008', { javaScriptEnabled: scripts });
      await page.goto('/tiket/baru');
      await page.getByLabel('Jenis Unit Penanya').selectOption('BANK');
      if (!scripts) await page.getByRole('button', { name: 'Ganti jenis' }).click();
      await page.getByLabel('Data Penanya BANK').waitFor();
      await page.getByLabel('Subjek').fill('Setengah jadi');
      await page.getByLabel('Pertanyaan').fill('Baris satu\nBaris dua');
      await page.getByLabel('Metode').selectOption('SURAT');
      await page.getByLabel('Status Tiket').selectOption('SELESAI');
      await page.getByLabel('Jawaban').fill('Sudah dijawab.');
      await page.getByLabel('Pilih CSO/SSO').selectOption('SSO 1 Pekanbaru');
      await addPerson(page, email, 'Orang Baru');
      const asker = page.getByLabel('Data Penanya BANK').locator('option:checked');
      expect(await asker.textContent()).toBe(`Orang Baru (${email})`);
      expect(await page.getByLabel('Subjek').inputValue()).toBe('Setengah jadi');
      expect(await page.getByLabel('Pertanyaan').inputValue()).toBe('Baris satu\nBaris dua');
      expect(await page.getByLabel('Metode').inputValue()).toBe('SURAT');
      expect(await page.getByLabel('Jawaban').inputValue()).toBe('Sudah dijawab.');
      await sign(page);
      await send(page);
      expect(await tag(page)).toBe('Selesai');
    },
  );

  it('of a Satker asks for no type', async ({ open }) => {
    const page = await open('satker-527020');
    await page.goto('/tiket/baru');
    await page.getByLabel('Subjek').fill('Orang baru bertanya');
    await page.getByLabel('MPN-G2').check();
    await addPerson(page, 'baru@satker-527020.example.id', 'Pegawai Baru');
    expect(await page.getByLabel('Data Penanya').locator('option:checked').textContent()).toContain(
      'Pegawai Baru',
    );
    expect(await page.getByLabel('Subjek').inputValue()).toBe('Orang baru bertanya');
    expect(await page.getByLabel('MPN-G2').isChecked()).toBe(true);
  });
});
