import type { Fields } from '../context.ts';
import { isSecret } from './forms.ts';
import type { Unsent } from './types.ts';

/** Labels of typed fields, for pages that show them outside their form. A map, because anybody may name a field. */
export const labels: ReadonlyMap<string, string> = new Map([
  ['subjek', 'Subjek'],
  ['pertanyaan', 'Pertanyaan'],
  ['jawaban', 'Jawaban'],
  ['catatan', 'Catatan'],
  ['balasan', 'Balasan'],
  ['lampiran', 'Lampiran'],
  ['tanggal', 'Tanggal'],
  ['dari', 'Hari pertama'],
  ['sampai', 'Hari terakhir'],
  ['jam', 'Jam layanan'],
  ['hari', 'Batas waktu (hari kerja)'],
  ['otomatis', 'Penyelesaian otomatis (hari kerja)'],
  ['csv', 'Isi CSV'],
  ['username', 'User'],
  ['nama', 'Nama'],
  ['email', 'E-mail'],
  ['password', 'Password'],
  ['passwordCso', 'Masukkan Password CSO'],
]);

/** Typed texts, labelled, to be copied. */
export const textsOf = (fields: Fields): Unsent['texts'] =>
  Object.entries(fields).flatMap(([name, text]) => {
    const label = labels.get(name);
    return label === undefined || text === '' || isSecret(name) ? [] : [{ label, text }];
  });
