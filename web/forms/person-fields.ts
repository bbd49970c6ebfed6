/** A person's e-mail and name as they are typed: any script, any letter case. */
import { z } from 'zod';

/** What headers of a mail can't carry in an address without quotes, and what nobody sees. */
const notInEmail = /[\p{C}\p{Z}<>()[\],;:"\\]/u;

const isEmail = (text: string): boolean =>
  !notInEmail.test(text) && /^[^@]+@[^@]+$/.test(text) && !/\.\.|\.@|@\.|^\.|\.$/.test(text);

/**
 * The e-mail as it is kept. The database compares ASCII letters without case but no others in a cluster of the locale C, so
 * those are kept small.
 */
const foldEmail = (typed: string): string =>
  typed.normalize('NFC').replaceAll(/[^\x00-\x7f]+/g, (letters) => letters.toLowerCase());

export const email = z
  .string({ error: 'Email harus diisi.' })
  .min(1, 'Email harus diisi.')
  .max(254, 'Email paling panjang 254 karakter.')
  .refine(isEmail, { error: 'Tulis alamat email lengkap, misalnya nama@instansi.go.id.', abort: true })
  .transform(foldEmail);

const longestName = 200;

/** In one line; characters are counted as people do, not as UTF-16. */
export const personName = z
  .string({ error: 'Nama harus diisi.' })
  .transform((typed) =>
    typed
      .normalize('NFC')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
  .refine((name) => /[^\p{C}\p{Z}\p{M}]/u.test(name), { error: 'Nama harus diisi.', abort: true })
  .refine((name) => [...name].length <= longestName, `Nama paling panjang ${longestName} karakter.`);
