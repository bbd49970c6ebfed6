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

/** The reference of the Nth ticket (from 1) with this stem: the stem itself, then `-2`, `-3`, … */
export function referenceFrom(stem: string, taken: number): string {
  if (!Number.isInteger(taken) || taken < 1) throw new RangeError(`a stem is taken from 1 on, not ${taken}`);
  return taken === 1 ? stem : `${stem}-${taken}`;
}
