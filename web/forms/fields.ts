/** The fields of contract.md, with their error messages. */
import { z } from 'zod';
import { services } from '../../domain/values.ts';
import { longestText } from '../../domain/texts.ts';

/** A required text of at most `longest` characters. */
export const requiredText = (label: string, longest: number = longestText) =>
  z
    .string({ error: `${label} harus diisi.` })
    .min(1, `${label} harus diisi.`)
    .max(longest, `${label} paling panjang ${longest.toLocaleString('id-ID')} karakter.`);

/** An optional text. */
export const optionalText = (label: string) =>
  z
    .string()
    .max(longestText, `${label} paling panjang ${longestText.toLocaleString('id-ID')} karakter.`)
    .default('');

export const subject = requiredText('Subjek', 200);
export const service = z.enum(services, { error: 'Tujuan harus dipilih.' });

/** The id of a row named by a form. Anything but a number in range counts as unknown. */
export const customerId = z
  .string({ error: 'Data Penanya harus dipilih.' })
  .regex(/^[1-9][0-9]{0,8}$/, 'Data Penanya harus dipilih.')
  .transform(Number);

export const officerId = z.uuid({ error: 'CSO/SSO harus dipilih.' });

/** Long enough for any password; the body's limit stops absurd ones. */
export const officerPassword = requiredText('Password CSO', 1000);
