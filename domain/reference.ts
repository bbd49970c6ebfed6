/** The ticket's reference number, which is also its workflow id (specification.md 4). */
import { DateTime } from 'luxon';

/**
 * `HAI-` with month (no leading zero), day, hour, minute and second of the recording in the recorder's zone, as in
 * HAI-531160406.
 *
 * @throws RangeError for an unknown zone or an invalid date.
 */
export function referenceStem(recordedAt: Date, zone: string): string {
  const time = DateTime.fromJSDate(recordedAt, { zone });
  if (!time.isValid) throw new RangeError(`no local time: ${time.invalidExplanation ?? time.invalidReason}`);
  return `HAI-${time.toFormat('MddHHmmss')}`;
}

/** Whether a text could be a reference at all. */
export const isReference = (text: string): boolean => /^HAI-\d{9,10}(-\d{1,9})?$/.test(text);

/** Before and within the digits. Word has a dash of its own (U+001E). */
const between = '[\\s\\p{Pd}\\u2212\\u001e_.:#/]';
const again = '(?:[\\p{Pd}\\u2212\\u001e](?<again>\\d{1,9}))?';
const named = (digits: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])HAI${between}{0,3}(?<digits>${digits})${again}(?![\\p{L}\\p{N}])`, 'giu');
const forms = [
  named('\\d{9,10}'),
  // As said: "HAI 531 160 406".
  named(`\\d(?:${between}?\\d){8,9}`),
  // Without its letters only when there is nothing else, for other numbers are as long.
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:(?:tiket|no|nomor|ref|referensi)[^\\p{L}\\p{N}]+)*(?<digits>\\d{9,10})${again}[^\\p{L}\\p{N}]*$`,
    'giu',
  ),
];

/**
 * The one reference in a text as people type and paste it: "hai 531160406", "Re: [HAI–531160406-2] Jawaban", "No. Ref: 531160406".
 * Null when there is none, or more than one.
 */
export function referenceIn(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  for (const form of forms) {
    const found = new Set(
      [...plain.matchAll(form)].map(({ groups = {} }) => {
        const digits = (groups['digits'] ?? '').replaceAll(/\D/g, '').replace(/^0/, '');
        return referenceFrom(`HAI-${digits}`, Number(groups['again'] ?? 1) || 1);
      }),
    );
    const [reference = ''] = found;
    if (found.size > 0) return found.size === 1 && isReference(reference) ? reference : null;
  }
  return null;
}

/** The reference of the Nth ticket (from 1) with this stem: the stem itself, then `-2`, `-3`, … */
export function referenceFrom(stem: string, taken: number): string {
  if (!Number.isInteger(taken) || taken < 1) throw new RangeError(`a stem is taken from 1 on, not ${taken}`);
  return taken === 1 ? stem : `${stem}-${taken}`;
}
