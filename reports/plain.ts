// Controls, the signs that turn the direction of what follows, and what XML cannot hold.

const unprintable =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** Text that every format can hold: no half of a surrogate pair, no control but line end and tab (issue "Bad input"). */
export const plain = (text: string): string => text.toWellFormed().replaceAll(unprintable, '');
