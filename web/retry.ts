/** *Kirim ulang*: what a page offers whose outcome is unknown. */
import { setTimeout as wait } from 'node:timers/promises';
import { keptFiles, unnamedFiles } from './forms/attached.ts';
import type { WebContext } from './context.ts';
import { readForm, requestKey, typedAgain } from './forms/forms.ts';
import type { Fields } from './forms/forms.ts';
import type { ErrorPage } from './page/pages.ts';
import { mayBringFiles } from './forms/upload.ts';

const labels: Record<string, string> = {
  subjek: 'Subjek',
  pertanyaan: 'Pertanyaan',
  jawaban: 'Jawaban',
  catatan: 'Catatan',
  balasan: 'Balasan',
  username: 'User',
  nama: 'Nama',
  email: 'Email',
};

/** Milliseconds: the database may be what is away, and the page must come in time. */
const patienceForNames = 250;

/** The form again as it was typed, under its own request key (contract.md: 503). */
export async function retryOf(c: WebContext): Promise<ErrorPage['retry']> {
  const fields: Fields = typedAgain(await readForm(c).catch(() => c.get('fields') ?? {}));
  const files = mayBringFiles(c) ? await filesAgain(c, fields) : null;
  const again = Object.entries({ ...fields, permintaan: requestKey(c, fields) });
  const list = again
    .filter(([name]) => files === null || name !== 'lampiranId')
    .map(([name, value]) => ({ name, value, label: labels[name] ?? '' }));
  return { action: c.req.path, fields: [...list, ...secretsOf(c.req.path, fields)], files };
}

/** Those that were kept go along by themselves; the others are named, to be chosen again. */
async function filesAgain(c: WebContext, fields: Fields): Promise<NonNullable<ErrorPage['retry']>['files']> {
  const lost = (c.get('lostFiles') ?? []).filter((name) => name !== '');
  const error =
    lost.length === 0 ? null : `Berkas ini belum terkirim. Pilih sekali lagi: ${lost.join(', ')}.`;
  const unnamed = unnamedFiles(fields);
  const named = keptFiles(c, fields).catch(() => unnamed);
  return { kept: await Promise.race([named, wait(patienceForNames, unnamed)]), error };
}

/** Passwords are asked for again, never shown. */
function secretsOf(path: string, fields: Fields): { name: string; value: string; label: string }[] {
  if (path === '/masuk') return [{ name: 'password', value: '', label: 'Password' }];
  return 'petugas' in fields ? [{ name: 'passwordCso', value: '', label: 'Masukkan Password CSO' }] : [];
}
