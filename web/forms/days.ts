/** Days in an address. */
import { readDay } from '../../domain/dates.ts';
import type { WebContext } from '../context.ts';
import { queryText } from './forms.ts';
import type { FieldErrors } from './types.ts';

/** Errors for those of these parameters that are no valid day. */
export const dayErrors = (c: WebContext, names: string[]): FieldErrors =>
  Object.fromEntries(
    names
      .filter((name) => queryText(c, name) !== '' && readDay(queryText(c, name)) === null)
      .map((name) => [name, 'Tanggal ini tidak dikenal dan belum dipakai. Tulis seperti 17/08/2026.']),
  );
