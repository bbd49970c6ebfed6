/** Files of every kind, and hostile ones made by bytes. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { Options } from 'yazl';

export const pdf = (text = 'isi'): Buffer =>
  Buffer.from(`%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n(${text})\nendobj\ntrailer\n<<>>\n%%EOF\n`, 'latin1');

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

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>`;

export const xlsx = (): Promise<Buffer> =>
  zip({
    '[Content_Types].xml': contentTypes(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    ),
    'xl/workbook.xml': '<workbook/>',
  });

export const xlsm = (): Promise<Buffer> =>
  zip({
    '[Content_Types].xml': contentTypes('application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
    'xl/workbook.xml': '<workbook/>',
    'xl/vbaProject.bin': 'makro',
  });

export const docx = (): Promise<Buffer> =>
  zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' });

/** A compound file whose root folder holds streams of these names: `Workbook` makes it an .xls. */
export function compound(...streams: string[]): Buffer {
  const sector = 512;
  const file = Buffer.alloc(3 * sector);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(0x3e, 24);
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt16LE(6, 32);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(4096, 56);
  file.fill(0xff, 76, sector);
  file.writeUInt32LE(0, 76);
  // Sector 0 is the allocation table, sector 1 the directory.
  file.fill(0xff, sector, 2 * sector);
  file.writeUInt32LE(0xfffffffd, sector);
  file.writeUInt32LE(0xfffffffe, sector + 4);
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    const at = 2 * sector + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(2 * (name.length + 1), at + 64);
    file.writeUInt8(index === 0 ? 5 : 2, at + 66);
    file.fill(0xff, at + 68, at + 80);
    if (index === 0 && streams.length > 0) file.writeUInt32LE(1, at + 76);
    // Each one's right sibling is the next.
    if (index > 0 && index < streams.length) file.writeUInt32LE(index + 1, at + 72);
  }
  return file;
}

export const xls = (): Buffer => compound('Workbook');

/** The same zip with a field of its only entry's central directory record changed. */
export function tampered(file: Buffer, change: (record: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  change(copy.subarray(copy.indexOf('PK\x01\x02')));
  return copy;
}

/** A zip whose one entry unpacks to so many MiB of zeros. */
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
