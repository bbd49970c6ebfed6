/** A change of the calendar in Chromium: preview, save, progress page, a ticket's thread. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { waitingTicket } from '../support/given.ts';

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it(
  'an administrator previews a change, saves it and follows its progress',
  { timeout: 180_000 },
  async ({ open, web, complaints }) => {
    const faults: string[] = [];
    const reference = await waitingTicket(web);
    const { warnAt } = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
    const date = new Date(warnAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const admin = await open('admin');
    const look = async () => void faults.push(...(await seriousFaults(admin)));

    await admin.getByRole('link', { name: 'Kalender Kerja' }).first().click();
    await admin.waitForURL('/kalender');
    await look();
    await admin.getByRole('link', { name: 'TAMBAH' }).click();
    await admin.getByLabel('Tanggal').fill(date);
    await admin.getByLabel('Nama').fill('Hari pemungutan suara');
    await admin.getByLabel('Jenis').selectOption('Libur nasional');
    await look();
    await admin.getByRole('button', { name: 'Pratinjau' }).click();
    await admin.getByText('Menggeser batas waktu 1 tiket terbuka').waitFor();
    await admin.waitForLoadState();
    expect(await admin.getByRole('cell', { name: reference }).count()).toBe(1);
    await look();
    await admin.getByRole('button', { name: 'Simpan perubahan' }).click();
    await admin.waitForURL(/\/kalender\/perubahan\/\d+$/);
    await admin.locator('#kemajuan', { hasText: '1 dari 1 tiket sudah digeser.' }).waitFor();
    await look();
    // The page follows by itself: the second sweep is half a minute after the first.
    await admin.locator('#kemajuan', { hasText: 'Selesai' }).waitFor({ timeout: 90_000 });

    const officer = await open('kppn-008');
    await officer.goto(`/tiket/${reference}`);
    await officer.getByRole('heading', { name: 'Batas waktu bergeser' }).waitFor();
    expect(await officer.locator('.thread').innerText()).toContain('Hari pemungutan suara');
    expect([complaints, faults]).toEqual([[], []]);
  },
);

it(
  'the calendar fits a narrow phone in dark mode, without JavaScript too',
  { timeout: 120_000 },
  async ({ open, complaints }) => {
    const faults: string[] = [];
    const phone = { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const };
    const admin = await open('admin', phone);
    const asked = '/kalender/kalkulator?dibuka=2026-08-13T18:30&tempat=Riau';
    for (const path of [
      '/kalender?tahun=2026',
      '/kalender/jam',
      '/kalender/impor',
      asked,
      '/kalender/perubahan',
    ]) {
      await admin.goto(path);
      expect([path, await overflow(admin)]).toEqual([path, 0]);
      faults.push(...(await seriousFaults(admin)));
    }
    expect([complaints, faults]).toEqual([[], []]);

    const plain = await open('admin', { ...phone, javaScriptEnabled: false });
    await plain.goto('/kalender/libur/baru');
    await plain.getByLabel('Tanggal').fill('02/01/2031');
    await plain.getByLabel('Nama').fill('Hari lain');
    await plain.getByLabel('Jenis').selectOption('Cuti bersama');
    await plain.getByRole('button', { name: 'Pratinjau' }).click();
    await plain.getByRole('button', { name: 'Simpan perubahan' }).click();
    await plain.waitForURL(/\/kalender\/perubahan\/\d+$/);
    await plain.getByRole('link', { name: 'Muat ulang' }).click();
    expect(await plain.locator('#kemajuan').innerText()).toContain('0 dari 0 tiket');
  },
);
