/** Files of every kind, and hostile ones built byte by byte. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { Options } from 'yazl';

export const pdf = (text = 'isi', ...objects: string[]): Buffer => {
  const written = [`(${text})`, ...objects].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.7\n%\xe2\xe3\xcf\xd3\n${written.join('')}trailer\n<<>>\n%%EOF\n`, 'latin1');
};

/** A zip with these entries. */
export async function zip(
  entries: Record<string, Buffer | string>,
  options: Partial<Options> = {},
): Promise<Buffer> {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name, options);
  file.end();
  return buffer(file.outputStream);
}

const officeTypes = 'application/vnd.openxmlformats-officedocument.';
export const sheetType = `${officeTypes}spreadsheetml.sheet.main+xml`;

/** A package's list of parts with their types. */
export const contentTypes = (parts: Record<string, string>, defaults: Record<string, string> = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
    ...Object.entries(defaults).map(
      ([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`,
    ),
    ...Object.entries(parts).map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`),
  ].join('')}</Types>`;

export const xlsx = (others: Record<string, Buffer | string> = {}): Promise<Buffer> =>
  zip({
    '[Content_Types].xml': contentTypes({ '/xl/workbook.xml': sheetType }),
    'xl/workbook.xml': '<workbook/>',
    ...others,
  });

export const xlsm = (): Promise<Buffer> =>
  xlsx({
    '[Content_Types].xml': contentTypes({
      '/xl/workbook.xml': 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    }),
    'xl/vbaProject.bin': 'makro',
  });

export const docx = (): Promise<Buffer> =>
  zip({
    '[Content_Types].xml': contentTypes({
      '/word/document.xml': `${officeTypes}wordprocessingml.document.main+xml`,
    }),
    'word/document.xml': '<document/>',
  });

/** The zip with one field of its only central directory record changed. */
export function tampered(file: Buffer, change: (record: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  change(copy.subarray(copy.indexOf('PK\x01\x02')));
  return copy;
}

/** A zip with one entry that unpacks to so many MiB of zeros. */
export function zeros(megabytes: number): Promise<Buffer> {
  const file = new yazl.ZipFile();
  const chunk = Buffer.alloc(1024 * 1024);
  file.addReadStream(Readable.from(Array.from({ length: megabytes }, () => chunk)), 'nol.txt');
  file.end();
  return buffer(file.outputStream);
}

let made: Promise<Buffer> | undefined;

/** Some 600 KB that unpack to 600 MB. */
export const bomb = (): Promise<Buffer> => (made ??= zeros(600));
