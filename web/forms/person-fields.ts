/** A person's typed e-mail and name, in any script and letter case. */
import { z } from 'zod';

/** Characters that a mail header allows only in a quoted address, and invisible ones. */
const notInEmail = /[\p{C}\p{Z}<>()[\],;:"\\]/u;

/** `=?utf-8?q?…?=` in an address: some mail programs decode it into an address other than the checked one. */
const encodedWord = /=\?|\?=/;

const isEmail = (text: string): boolean =>
  !notInEmail.test(text) &&
  !encodedWord.test(text) &&
  /^[^@]+@[^@.]+(\.[^@.]+)+$/.test(text) &&
  !/\.\.|\.@|^\./.test(text);

/**
 * The stored e-mail. In a cluster of the locale C the database ignores case for ASCII letters only, so other letters
 * are stored in lower case.
 */
const foldEmail = (typed: string): string =>
  typed.normalize('NFC').replaceAll(/[^\x00-\x7f]+/g, (letters) => letters.toLowerCase());

export const email = z
  .string({ error: 'E-mail harus diisi.' })
  .min(1, 'E-mail harus diisi.')
  .max(254, { error: 'E-mail paling panjang 254 karakter.', abort: true })
  .refine(isEmail, { error: 'Tulis alamat e-mail lengkap, misalnya nama@instansi.go.id.', abort: true })
  .transform(foldEmail);

const longestName = 200;
const tooLong = `Nama paling panjang ${longestName} karakter.`;

/**
 * Most UTF-16 units of a name that may still be `longestName` characters once normalized. Normalizing takes quadratic
 * time.
 */
const longestTyped = 4 * longestName;

/** One line; counts characters as people do, not UTF-16 units. */
export const personName = z
  .string({ error: 'Nama harus diisi.' })
  .max(longestTyped, { error: tooLong, abort: true })
  .transform((typed) =>
    typed
      .normalize('NFC')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
  .refine((name) => /[^\p{C}\p{Z}\p{M}]/u.test(name), { error: 'Nama harus diisi.', abort: true })
  .refine((name) => [...name].length <= longestName, tooLong);
