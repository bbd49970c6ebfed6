/** Recognises a file's kind by its first bytes. */

const latin = (content: Buffer, length: number): string => content.toString('latin1', 0, length);

export const isZip = (content: Buffer): boolean => /^PK(\x03\x04|\x05\x06|\x07\x08)/.test(latin(content, 4));

export const isCompound = (content: Buffer): boolean =>
  latin(content, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** The first record of a workbook from before Excel 5, or of a later one without a container. */
export const isBareWorkbook = (content: Buffer): boolean =>
  /^\x09[\x00\x02\x04\x08][\x04-\x10]\x00/.test(latin(content, 4));

/** Readers search the first 1,024 bytes for a PDF's header. If markup precedes it, the file is a page about a PDF. */
export function isPdf(content: Buffer): boolean {
  const [before, ...others] = latin(content, 1024).split('%PDF-');
  return others.length > 0 && before?.includes('<') === false;
}

/** Programs for Windows, Linux, macOS and Java, shortcuts and scripts. */
export const isProgram = (content: Buffer): boolean =>
  /^(MZ|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|L\x00\x00\x00\x01\x14\x02\x00|#!\s*\/)/.test(
    latin(content, 32),
  );

/** rar, 7z, gzip, bzip2, xz, zstd, cab and tar. */
export const isArchive = (content: Buffer): boolean =>
  /^(Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF)/.test(
    latin(content, 8),
  ) || content.toString('latin1', 257, 262) === 'ustar';

export function isWebPage(content: Buffer): boolean {
  const start = textOf(content.subarray(0, 4096))
    .replace(/^\s*<\?xml[^>]*>/, '')
    .replace(/<!--[^]*?(-->|$)/g, '');
  return /^\s*<(!doctype\s+(html|svg)|(html|head|body|script|style|table|meta|title|div|svg)\b)/i.test(start);
}

export const isRichText = (content: Buffer): boolean => latin(content, 5) === '{\\rtf';

/** Whether the beginning has nothing that a text lacks. */
export const isText = (content: Buffer): boolean =>
  !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(textOf(content.subarray(0, 4096)));

/** Decodes UTF-16 by its byte order mark, anything else as UTF-8. */
export function textOf(content: Buffer): string {
  const mark = content.toString('hex', 0, 2);
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(content);
}
