/**
 * Lampiran in Chromium: on both forms of Rekam Tiket, on the answer and on HAI's reply, with and without JavaScript.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { docx, pdf, xlsx } from '../support/files.ts';
import { escalatedTicket, waitingTicket } from '../support/given.ts';

let folder: string;
/** Paths of the files to choose. */
let files: Record<'letter' | 'large' | 'sheet' | 'word', string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-files-'));
  const keep = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  files = {
    letter: keep('surat é中.pdf', pdf('surat')),
    large: keep('besar.pdf', Buffer.concat([pdf('besar'), Buffer.alloc(8 * 1024 * 1024, 'abc')])),
    sheet: keep('data.xlsx', await xlsx()),
    word: keep('surat.docx', await docx()),
  };
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function fillQuestion(page: Page, subject: string): Promise<void> {
  await page.goto('/tiket/baru');
  await page.getByLabel('Subjek').fill(subject);
  await page.getByLabel('Data Penanya').selectOption({ index: 1 });
  await page.getByLabel('Pertanyaan', { exact: false }).fill('Mohon bantuannya, lihat lampiran.');
}

const sign = async (form: ReturnType<Page['locator']>): Promise<void> => {
  await form.getByLabel('Pilih CSO/SSO').selectOption('CSO 1 Pekanbaru');
  await form.getByLabel('Masukkan Password CSO').fill('demo-cso');
};

const send = (form: ReturnType<Page['locator']>) =>
  form.getByRole('button', { name: 'Kirim', exact: true }).click();

/** Downloads the thread's file of this name and compares it with the chosen one. */
async function download(page: Page, name: string, path: string): Promise<void> {
  const [started] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.thread').getByRole('link', { name }).click(),
  ]);
  expect(started.suggestedFilename()).toBe(name);
  expect(readFileSync(await started.path()).equals(readFileSync(path))).toBe(true);
}

const chosen = (page: Page) => page.locator('[data-chosen] [data-file]');

it(
  'a Satker sends files with its question, with progress, a refused one and a removed one',
  { timeout: 120_000 },
  async ({ open, complaints }) => {
    const faults: string[] = [];
    const page = await open('satker-527010');
    await fillQuestion(page, 'Dengan lampiran');
    await page.getByLabel('Layanan Perbendaharaan').check();

    // On a slow line the progress bar is visible, and the form waits for the upload.
    const line = await page.context().newCDPSession(page);
    const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1024 * 1024 };
    await line.send('Network.emulateNetworkConditions', speed);
    await page.getByLabel('Lampiran').setInputFiles([files.letter, files.large]);
    await page.getByRole('progressbar', { name: 'Mengirim besar.pdf' }).waitFor();
    await page.waitForFunction(() => {
      const bar = document.querySelector('progress');
      return bar && bar.value > 0 && /^\d+%$/.test(bar.nextElementSibling?.textContent ?? '');
    });
    await send(page.locator('#rekam-tiket'));
    await page
      .locator('#kabar', { hasText: 'Tunggu sampai semua lampiran selesai dikirim.' })
      .waitFor({ state: 'attached' });
    await line.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: -1 });
    await page.locator('#kabar', { hasText: 'besar.pdf selesai dikirim.' }).waitFor({ state: 'attached' });

    await page.getByLabel('Lampiran').setInputFiles([files.sheet, files.word]);
    await page
      .getByRole('alert')
      .filter({ hasText: 'surat.docx: Jenis berkas ini tidak diterima' })
      .waitFor();
    expect(await chosen(page).count()).toBe(3);
    faults.push(...(await seriousFaults(page)));
    await page.getByRole('button', { name: 'Hapus besar.pdf' }).click();
    await page.locator('#kabar', { hasText: 'besar.pdf dihapus' }).waitFor({ state: 'attached' });

    // A refused file is left out only after somebody closes its message.
    await send(page.locator('#rekam-tiket'));
    await page.getByRole('alert').filter({ hasText: 'Formulir belum dikirim' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/tiket/baru');
    await page.getByRole('button', { name: 'Tutup pesan tentang surat.docx' }).click();

    // An incomplete form comes back with its files.
    await page.getByLabel('Subjek').fill('');
    await send(page.locator('#rekam-tiket'));
    await page.getByText('Subjek harus diisi.').first().waitFor();
    await page.waitForLoadState();
    expect(await chosen(page).allTextContents()).toEqual([
      expect.stringContaining('surat é中.pdf'),
      expect.stringContaining('data.xlsx'),
    ]);
    await page.getByLabel('Subjek').fill('Dengan lampiran');
    await send(page.locator('#rekam-tiket'));
    await page.waitForURL(/\/tiket\/HAI-/);
    await download(page, 'surat é中.pdf', files.letter);
    await download(page, 'data.xlsx', files.sheet);
    faults.push(...(await seriousFaults(page)));
    // On paper a file is only its name, without the link's address.
    await page.emulateMedia({ media: 'print' });
    const link = page.locator('.thread .files__item a').first();
    expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toBe('none');
    expect(faults).toEqual([]);
    // The browser itself reports the server's refusal.
    expect(complaints.filter((text) => !/4(15|22)/.test(text))).toEqual([]);
  },
);

it(
  'a KPPN answers with files, and the Satker downloads them',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const reference = await waitingTicket(web);
    const [kppn, satker] = [await open('kppn-008'), await open('satker-527010')];
    await satker.goto(`/tiket/${reference}`);
    await kppn.goto(`/tiket/${reference}`);
    const form = kppn.locator('form.act--answer');
    await form.getByLabel('Jawaban').fill('Terlampir.');
    await form.getByLabel('Lampiran').setInputFiles([files.large]);
    await kppn.getByRole('button', { name: 'Hapus besar.pdf' }).waitFor();
    await sign(form);
    await send(form);
    await kppn.locator('.thread').getByRole('link', { name: 'besar.pdf' }).waitFor();
    // The asker's page, open all along, shows the file by itself.
    await satker.locator('.thread').getByRole('link', { name: 'besar.pdf' }).waitFor();
    await download(satker, 'besar.pdf', files.large);
    expect(complaints).toEqual([]);
  },
);

it(
  'HAI replies with files, and unit and asker download them',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const reference = await escalatedTicket(web);
    const [hai, kppn, satker] = [await open('hai'), await open('kppn-008'), await open('satker-527010')];
    await kppn.goto(`/tiket/${reference}`);
    await hai.goto('/hai');
    await hai.getByRole('link', { name: `Detail tiket ${reference}` }).click();
    const form = hai.locator('form.act');
    await form.getByLabel('Balasan').fill('Terlampir.');
    await form.getByLabel('Lampiran').setInputFiles([files.letter, files.word, files.sheet]);
    await hai.getByRole('alert').filter({ hasText: 'surat.docx: Jenis berkas ini tidak diterima' }).waitFor();
    await hai.getByRole('button', { name: 'Hapus data.xlsx' }).waitFor();
    await hai.getByRole('button', { name: 'Tutup pesan tentang surat.docx' }).click();
    expect(await seriousFaults(hai)).toEqual([]);
    await send(form);
    await hai.locator('.thread').getByRole('link', { name: 'data.xlsx' }).waitFor();
    await download(hai, 'surat é中.pdf', files.letter);
    // The officer's page, open all along, shows them by itself.
    await kppn.locator('.thread').getByRole('link', { name: 'data.xlsx' }).waitFor();
    await download(kppn, 'data.xlsx', files.sheet);
    await satker.goto(`/tiket/${reference}`);
    await download(satker, 'surat é中.pdf', files.letter);
    // The browser itself reports the server's refusal.
    expect(complaints.filter((text) => !text.includes('415'))).toEqual([]);
  },
);

it(
  'without JavaScript, a KPPN records an answer on the spot with files and sees why one is refused',
  { timeout: 90_000 },
  async ({ open, complaints }) => {
    const page = await open('kppn-008', { javaScriptEnabled: false });
    await fillQuestion(page, 'Tanpa skrip');
    const form = page.locator('#rekam-tiket');
    await page.getByLabel('Metode').selectOption('TATAP_MUKA');
    await page.getByLabel('Status Tiket').selectOption('SELESAI');
    await page.locator('#jawaban').fill('Terlampir.');
    await page.getByLabel('Lampiran').setInputFiles([files.letter, files.large, files.word]);
    await sign(form);
    await send(form);
    await page.getByText('surat.docx: Jenis berkas ini tidak diterima').first().waitFor();
    await page.getByLabel('besar.pdf').uncheck();
    await page.getByLabel('Lampiran').setInputFiles([files.sheet]);
    await page.getByLabel('Masukkan Password CSO').fill('demo-cso');
    await send(form);
    await page.waitForURL(/\/tiket\/HAI-/);
    expect(await page.locator('.thread .files__item a').allTextContents()).toEqual([
      'surat é中.pdf',
      'data.xlsx',
    ]);
    await download(page, 'surat é中.pdf', files.letter);
    expect(complaints.filter((text) => !text.includes('415'))).toEqual([]);
  },
);
