/** A ticket's whole life in Chromium, as the people of specification.md 5 see it. */
import type { Page } from 'playwright-core';
import { yearIn } from '../../domain/dates.ts';
import { expect } from 'vitest';
import { it, seriousFaults } from '../support/browser.ts';
import { thread, waitingTicket } from '../support/given.ts';

async function record(satker: Page, subject: string): Promise<string> {
  await satker.goto('/tiket');
  await satker.getByRole('link', { name: 'TAMBAH' }).first().click();
  await satker.getByLabel('Subjek').fill(subject);
  await satker
    .getByLabel('Data Penanya')
    .selectOption({ label: 'Rina Wulandari (penanya@satker-527010.example.id)' });
  await satker.getByLabel('Pertanyaan').fill('SPM nomor 00123 sudah kami ajukan, SP2D belum terbit.');
  await satker.getByLabel('Layanan Perbendaharaan').check();
  await satker.getByRole('button', { name: 'Kirim', exact: true }).click();
  await satker.waitForURL(/\/tiket\/HAI-/);
  return satker.url().split('/').at(-1) ?? '';
}

async function sign(page: Page, form: string): Promise<void> {
  await page.locator(form).getByLabel('Pilih CSO/SSO').selectOption('CSO 1 Pekanbaru');
  await page.locator(form).getByLabel('Masukkan Password CSO').fill('demo-cso');
  await page.locator(form).getByRole('button', { name: 'Kirim', exact: true }).click();
}

const status = (page: Page, text: string) => page.locator('.govuk-tag', { hasText: text }).waitFor();

it(
  'a ticket goes from the Satker to HAI and back to the Satker',
  { timeout: 180_000 },
  async ({ open, web, complaints }) => {
    const faults: string[] = [];
    const look = async (page: Page) => void faults.push(...(await seriousFaults(page)));

    const [satker, officer, hai] = [await open('satker-527010'), await open('kppn-008'), await open('hai')];
    await look(satker);
    await officer.goto('/tiket');
    await hai.goto('/hai');
    await look(officer);
    await look(hai);
    await satker.goto('/tiket/baru');
    await look(satker);

    const subject = 'SP2D belum terbit "><svg onload=alert(1)>';
    const reference = await record(satker, subject);
    await status(satker, 'Menunggu konfirmasi/respon dari KPPN');
    const done = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
    await done(satker, 'Tiket sudah direkam.');
    await look(satker);

    // The KPPN's list, open all along, shows it by itself.
    await officer.getByRole('link', { name: subject }).waitFor();
    await look(officer);
    await officer.getByRole('link', { name: subject }).click();
    await officer.getByLabel('Kirim ke HAI', { exact: true }).check();
    await look(officer);
    await officer.getByLabel('Catatan untuk HAI').fill('Sudah kami periksa.');
    await sign(officer, 'form.act--escalate');
    await status(officer, 'Kirim ke HAI');
    await done(officer, 'Tiket sudah dieskalasi ke HAI-DJPBN.');
    await status(satker, 'Kirim ke HAI');

    await hai.getByRole('link', { name: subject }).click();
    await look(hai);
    await hai.getByLabel('Balasan').fill('Silakan unggah ulang SPM.');
    await hai.getByRole('button', { name: 'Kirim', exact: true }).click();
    await status(hai, 'sudah dibalas HAI');
    await done(hai, 'Balasan sudah terkirim.');

    // The officer's page, too, shows the reply by itself, and the form that completes the ticket.
    await officer.getByText('Silakan unggah ulang SPM.').waitFor();
    await officer.getByText('HAI-DJPBN sudah membalas tiket ini.').waitFor();
    await look(officer);
    await sign(officer, 'form.act');
    await status(officer, 'Selesai');
    await done(officer, 'Tiket sudah diselesaikan.');

    await status(satker, 'Selesai');
    await satker.getByText('Silakan unggah ulang SPM.').waitFor();
    await look(satker);
    expect(await satker.locator('.thread__item h3').allTextContents()).toEqual([
      'Pertanyaan',
      'Eskalasi',
      'Balasan HAI-DJPBN',
      'Selesai',
    ]);
    expect(await thread(web.prisma, reference)).toEqual([
      'RECORDED',
      'ESCALATED',
      'HAI_REPLIED',
      'COMPLETED',
    ]);

    const supervisor = await open('pengawas-008');
    await supervisor.goto(`/tiket/${reference}`);
    await look(supervisor);
    const opened = supervisor.waitForEvent('popup');
    await supervisor.getByRole('link', { name: 'Buka alur kerja di Temporal' }).click();
    const workflow = await opened;
    await workflow.getByText(reference).first().waitFor();
    await workflow.getByText('Mencatat: penyelesaian petugas').first().waitFor();

    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
  },
);

it(
  'an answered ticket leads back to the list with its filter',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const reference = await waitingTicket(web, { subject: 'Daftar tersaring' });
    const officer = await open('kppn-008');
    await officer.goto('/tiket');
    await officer.getByLabel('Cari nomor referensi').fill('tersaring');
    await officer.getByRole('button', { name: 'FILTER' }).click();
    await officer.waitForURL(/q=tersaring/);
    const filtered = officer.url();
    expect(new URL(filtered).search).toBe(`?q=tersaring&tahun=${yearIn(new Date(), 'Asia/Jakarta')}`);
    await officer.getByRole('link', { name: 'Daftar tersaring' }).click();
    await officer.waitForURL(new RegExp(reference));
    await officer.locator('form.act--answer').getByLabel('Jawaban').fill('Sudah terbit.');
    await sign(officer, 'form.act--answer');
    await status(officer, 'Selesai');
    await officer.getByRole('link', { name: 'Kembali ke daftar tiket' }).click();
    await officer.getByRole('heading', { name: 'Rekap Tiket' }).waitFor();
    expect(officer.url()).toBe(filtered);
    expect(complaints).toEqual([]);
  },
);

it(
  'the page keeps what an officer types while the ticket changes',
  { timeout: 90_000 },
  async ({ open, complaints }) => {
    const [satker, officer, colleague] = [
      await open('satker-527010'),
      await open('kppn-008'),
      await open('kppn-008'),
    ];
    const reference = await record(satker, 'Dua petugas');
    for (const page of [officer, colleague]) await page.goto(`/tiket/${reference}`);
    await officer.getByLabel('Jawaban', { exact: false }).first().fill('Jawaban yang panjang');
    await colleague.getByLabel('Jawaban', { exact: false }).first().fill('Lebih cepat');
    await sign(colleague, 'form.act--answer');
    await status(colleague, 'Selesai');
    await status(officer, 'Selesai');
    await officer.getByText('Tiket ini telah berubah sejak halaman dibuka').waitFor();
    expect(await officer.locator('#jawaban-jawaban').inputValue()).toBe('Jawaban yang panjang');
    await sign(officer, 'form.act--answer');
    await officer.getByText('Tindakan terakhir oleh CSO 1 Pekanbaru').waitFor();
    expect(await officer.locator('form.act').count()).toBe(0);
    expect(await officer.getByLabel('Jawaban').inputValue()).toBe('Jawaban yang panjang');
    expect(await seriousFaults(officer)).toEqual([]);
    // The browser itself reports the 409 of the refused form.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  },
);

it(
  'without JavaScript, a ticket is recorded and answered',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const plain = { javaScriptEnabled: false };
    const [satker, officer] = [await open('satker-527010', plain), await open('kppn-008', plain)];
    const reference = await record(satker, 'Tanpa JavaScript');
    await officer.goto('/tiket');
    await officer.getByLabel('Cari nomor referensi').fill('javascript');
    await officer.getByRole('button', { name: 'FILTER' }).click();
    await officer.getByRole('link', { name: 'Tanpa JavaScript' }).click();
    await officer.locator('form.act--answer').getByLabel('Jawaban').fill('Sudah terbit.');
    await sign(officer, 'form.act--answer');
    await status(officer, 'Selesai');
    await satker.reload();
    await satker.getByText('Sudah terbit.').waitFor();
    expect(await thread(web.prisma, reference)).toEqual(['RECORDED', 'ANSWERED']);
    await officer.getByRole('button', { name: 'Keluar' }).click();
    await officer.getByRole('heading', { name: 'Masuk' }).waitFor();
    expect(complaints).toEqual([]);
  },
);
