/** What may be attached to a question, an answer and a reply (specification.md 4). */
import { uuid } from './texts.ts';

const kinds = ['PDF', 'XLS', 'XLSX', 'ZIP'] as const;
export type AttachmentKind = (typeof kinds)[number];

const endingOf = (kind: AttachmentKind): string => `.${kind.toLowerCase()}`;

/** Bytes of one file, and of all files of one event together. */
export const largestFile = 10 * 1024 * 1024;
export const largestTogether = 25 * 1024 * 1024;

export const mostFiles = 10;

/** Ids of files as messages carry them. */
export const areAttachments = (given: unknown): given is string[] =>
  Array.isArray(given) &&
  given.length <= mostFiles &&
  new Set(given).size === given.length &&
  given.every((id) => typeof id === 'string' && uuid.test(id));

const longestName = 150;

/** Invisible characters and ones that turn the reading direction: names use them to pose as other names. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** A file's name for display and download: one line, no path, with the extension of its content. */
export function fileName(typed: string, kind: AttachmentKind): string {
  const ending = endingOf(kind);
  const shown = typed
    .toWellFormed()
    .replace(hidden, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .trim();
  const stem = shown.toLowerCase().endsWith(ending) ? shown.slice(0, -ending.length) : shown;
  const short = [...stem].slice(0, longestName).join('').trim();
  return `${/^[.\s]*$/.test(short) ? 'lampiran' : short}${ending}`;
}

/** Any name, even a hostile one, made fit for a message. */
export const shownName = (typed: string): string =>
  [...typed.slice(0, 1000).toWellFormed().replace(hidden, '')].slice(0, 100).join('');

/** A size as people read it: "812 B", "34 KB", "1,2 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${amount.toLocaleString('id-ID', { maximumFractionDigits: unit === 'KB' || amount >= 10 ? 0 : 1 })} ${unit}`;
}

/** The allowed kinds, in words. */
export const allowedFiles = `Lampiran berupa pdf, xls, xlsx, atau zip, masing-masing paling besar ${fileSize(largestFile)}, seluruhnya ${fileSize(largestTogether)}, paling banyak ${mostFiles} berkas.`;

/** What a page and its script need to know of these limits. */
export const fileRules = {
  largest: largestFile,
  most: mostFiles,
  accept: kinds.map(endingOf).join(),
  hint: allowedFiles,
};
