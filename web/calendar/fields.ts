/** Fields of the calendar's forms, with their error messages. */
import { z } from 'zod';
import { readDay } from '../../domain/dates.ts';
import { readHours } from '../../domain/service-hours.ts';
import type { Hours } from '../../domain/service-hours.ts';

/** A date field's day as `2026-08-17`, in years that have today's zone offsets. */
export const date = (label: string) =>
  z
    .string({ error: `${label} harus diisi.` })
    .min(1, { error: `${label} harus diisi.`, abort: true })
    .transform((text, context): string => {
      const day = readDay(text);
      if (day !== null) return day;
      const message = `${label} harus berupa tanggal dari tahun 2000 sampai 2099, misalnya 17/08/2026.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

const longestName = 120;
const nameTooLong = `Nama paling panjang ${longestName} karakter.`;

/** One line; counts characters as people do, not UTF-16 units. */
export const lineName = z
  .string({ error: 'Nama harus diisi.' })
  .max(4 * longestName, { error: nameTooLong, abort: true })
  .transform((text) => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
  .refine((text) => /[^\p{C}\p{Z}\p{M}]/u.test(text), { error: 'Nama harus diisi.', abort: true })
  .refine((text) => [...text].length <= longestName, nameTooLong);

const mostIntervals = 6;
/** Characters, with any spaces between them. */
const longestHours = 500;

/** Service hours of a day, as in "08.00–12.00, 13.00–17.00". */
export const serviceHours = z
  .string({ error: 'Jam layanan harus diisi.' })
  .transform((text, context): Hours => {
    const hours = text.length > longestHours ? null : readHours(text);
    if (hours !== null && hours.length <= mostIntervals) return hours;
    const message =
      'Tulis jam layanan seperti 08.00–12.00, 13.00–17.00: berurutan, terpisah, dalam satu hari.';
    context.addIssue({ code: 'custom', message });
    return [];
  });

/** A number of working days. */
export const workingDays = (label: string, least: number) => {
  const error = `${label} harus berupa bilangan bulat dari ${least} sampai 60.`;
  return z
    .string({ error })
    .regex(/^\d{1,2}$/, { error, abort: true })
    .transform(Number)
    .refine((count) => count >= least && count <= 60, error);
};
