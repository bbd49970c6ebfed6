// Control characters, direction marks, and characters that XML cannot contain.

const unprintable =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** Text that is safe in every format: no lone surrogates, no control characters except line end and tab. */
export const plain = (text: string): string => text.toWellFormed().replaceAll(unprintable, '');
