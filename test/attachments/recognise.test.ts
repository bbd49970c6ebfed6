import { randomBytes } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { recognise } from '../../attachments/recognise.ts';
import { contentTypes, docx, pdf, sheetType, xlsm, xlsx, zip } from '../support/files.ts';
import { bareSheet, compound, end, record, records, start, xls } from '../support/old-files.ts';
import { refusal } from '../support/refusal.ts';

describe('accepts a file by its content', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['PDF', 'a pdf', pdf],
    ['PDF', 'a pdf behind line ends', () => Buffer.concat([Buffer.from('\r\n\n'), pdf()])],
    [
      'PDF',
      'a pdf behind the job of a printer',
      () => Buffer.concat([Buffer.from('\x1b%-12345X@PJL\r\n'), pdf()]),
    ],
    [
      'PDF',
      'a pdf whose header ends the first 1,024 bytes',
      () => Buffer.concat([Buffer.alloc(1019), pdf()]),
    ],
    ['PDF', 'a pdf with a zip behind it', async () => Buffer.concat([pdf(), await zip({ a: 'isi' })])],
    ['XLS', 'a workbook of Excel 97', xls],
    ['XLS', 'a workbook of Excel 95', () => compound({ Book: records([], 0x500) })],
    ['XLS', 'a workbook for both', () => compound({ Book: records([], 0x500), Workbook: records() })],
    ['XLS', 'a workbook among other streams', () => xls([], { '\u0001CompObj': Buffer.alloc(100) })],
    ['XLS', 'a small workbook', () => compound({ Workbook: records().subarray(0, 80) })],
    [
      'XLS',
      'a workbook of ten megabytes',
      () => compound({ Workbook: Buffer.concat([records(), Buffer.alloc(9e6)]) }),
    ],
    [
      'XLS',
      'a workbook that refers to itself and to functions',
      () => xls([supBook(0x01, 0x04), supBook(0x01, 0x3a)]),
    ],
    ['XLS', 'a workbook with a chart in its sheet', () => xls([start(0x20), end])],
    ...([2, 3, 4] as const).map((version): [string, string, () => Buffer] => [
      'XLS',
      `a sheet of Excel ${version}`,
      () => bareSheet(version),
    ]),
    ['XLS', 'a sheet of Excel 2 without an end', () => bareSheet(2).subarray(0, -4)],
    ['XLS', 'a workbook of Excel 95 without a container', () => records([], 0x500)],
    ['XLSX', 'a workbook', xlsx],
    ['XLSX', 'a workbook with a part under another name', async () => renamedWorkbook('/xl/workbook2.xml')],
    ['XLSX', 'a workbook whose part is typed by its ending', async () => typedByEnding()],
    [
      'XLSX',
      'a workbook with bytes behind its end',
      async () => Buffer.concat([await xlsx(), Buffer.alloc(700)]),
    ],
    ['XLSX', 'a workbook with hyperlinks and pictures from elsewhere', async () => withRelation('hyperlink')],
    [
      'XLSX',
      'a workbook with a table, whose part begins like a page',
      () => xlsx({ 'xl/tables/table1.xml': '<table/>' }),
    ],
    ['ZIP', 'a zip', () => zip({ 'surat.pdf': pdf(), 'folder/catatan.txt': 'isi' })],
    ['ZIP', 'a zip that only stores', () => zip({ 'surat.pdf': pdf() }, { compress: false })],
    ['ZIP', 'a zip with a long first entry', () => zip({ 'a.txt': Buffer.alloc(100_000, 'abc') })],
    [
      'ZIP',
      'a zip with bytes behind its end',
      async () => Buffer.concat([await zip({ a: 'isi' }), Buffer.from('\r\n--batas--')]),
    ],
    [
      'ZIP',
      'a zip with documents of Office',
      async () =>
        zip({ 'a.xlsx': await xlsx(), 'b.docx': await docx(), 'c.xls': xls(), 'd.xls': bareSheet(2) }),
    ],
  ])('%s: %s', async (kind, _what, content) => {
    expect(await recognise(await content())).toBe(kind);
  });

  it('accepts a LibreOffice workbook as XLSX, wherever its list of parts is', async () => {
    for (let length = 3000; length < 4200; length += 7) {
      const parts = { 'xl/workbook.xml': '<workbook/>', 'xl/media/a.bin': randomBytes(length) };
      const list = contentTypes({ '/xl/workbook.xml': sheetType }, { xml: 'application/xml', bin: 'x/y' });
      expect(await recognise(await zip({ ...parts, '[Content_Types].xml': list }))).toBe('XLSX');
    }
  });
});

const supBook = (...marker: number[]): Buffer => record(0x1ae, 1, 0, ...marker);

const renamedWorkbook = (part: string): Promise<Buffer> =>
  zip({ '[Content_Types].xml': contentTypes({ [part]: sheetType }), [part.slice(1)]: '<workbook/>' });

const typedByEnding = (): Promise<Buffer> =>
  zip({ '[Content_Types].xml': contentTypes({}, { xml: sheetType }), 'xl/workbook.xml': '<workbook/>' });

/** A workbook with a part that links to an outside address. */
const withRelation = (type: string): Promise<Buffer> =>
  xlsx({
    'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://contoh.example.id/a" TargetMode="External"/></Relationships>`,
  });

describe('refuses a file of a wrong kind', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['halaman web', 'a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['halaman web', 'a page that mentions a pdf', () => Buffer.from('<html>%PDF-1.7</html>')],
    [
      'halaman web',
      'a page behind remarks',
      () => Buffer.from('\ufeff<!-- a --><!-- b -->\n<TABLE border=1>'),
    ],
    ['halaman web', 'a page in UTF-16', () => Buffer.from('\ufeff<html><table>', 'utf16le')],
    [
      'halaman web',
      'an svg',
      () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['teks biasa', '.htaccess', () => Buffer.from('AddType application/x-httpd-php .pdf')],
    [
      'teks biasa',
      'a sheet as XML',
      () => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    ],
    ['teks biasa', 'one byte', () => Buffer.from('x')],
    ['program', 'a program', () => Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(600)])],
    [
      'program',
      'a program for Java',
      () => zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' }),
    ],
    ['diterima.', 'an image', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['dokumen Word', 'a document of Word', docx],
    ['dokumen Word', 'an old document of Word', () => compound({ WordDocument: Buffer.alloc(100) })],
    [
      'dokumen Word',
      'an old one with a workbook deep inside',
      () => compound({ WordDocument: Buffer.alloc(9), 'ObjectPool/Workbook': records() }),
    ],
    ['dokumen Word', 'a document in rich text', () => Buffer.from('{\\rtf1}')],
    [
      'dokumen LibreOffice',
      'a document of LibreOffice',
      () => zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
    ],
    [
      'bentuk lain',
      'a binary workbook',
      () => workbookOf('application/vnd.ms-excel.sheet.binary.macroEnabled.main'),
    ],
    ['makro', 'a workbook with macros', xlsm],
    ['makro', 'one that denies them', () => xlsx({ 'xl/vbaProject.bin': 'makro' })],
    [
      'makro',
      'one that names them otherwise',
      () =>
        xlsx({
          '[Content_Types].xml': contentTypes({
            '/xl/workbook.xml': sheetType,
            '/xl/a.bin': 'application/vnd.ms-office.vba&#80;roject',
          }),
          'xl/a.bin': 'makro',
        }),
    ],
    ['makro', 'a sheet of macros of Excel 4', () => xlsx({ 'xl/macrosheets/sheet1.xml': '<a/>' })],
    ['makro', 'an old workbook with macros', () => xls([], { '_VBA_PROJECT_CUR/VBA/dir': Buffer.alloc(9) })],
    [
      'makro',
      'an old workbook with macros in what is embedded',
      () => xls([], { 'MBD0001/Macros/VBA/_VBA_PROJECT': Buffer.alloc(9) }),
    ],
    [
      'makro',
      'an old workbook with a sheet of macros',
      () => xls([record(0x85, 0, 0, 0, 0, 2, 1, 1, 0, 65)]),
    ],
    [
      'makro',
      'a hidden sheet of macros that the list denies',
      () => compound({ Workbook: Buffer.concat([records().subarray(0, 50), start(0x40), end]) }),
    ],
    [
      'makro',
      'one that is out of step',
      () =>
        xls([record(0x85, 69, 0, 0, 0, 0, 0, 1, 0, 65), record(0x31, ...Buffer.alloc(40), ...start(0x40))]),
    ],
    ['ActiveX', 'a workbook with controls', () => xlsx({ 'xl/activeX/activeX1.xml': '<ax:ocx/>' })],
    ['ActiveX', 'an old workbook with controls', () => xls([], { Ctls: Buffer.alloc(9) })],
    ['makro', 'macros of Excel 2', () => bareSheet(2, 0x40)],
    ['makro', 'macros of Excel 4', () => bareSheet(4, 0x40)],
    ['diterima.', 'a compound file whose directory is a circle', () => circular()],
  ])('%s: %s', async (why, _what, content) => {
    const { status, message } = await refusal(await content());
    expect(message).toContain(why);
    expect(status).toBe(415);
    expect(message).toContain('pdf, xls, xlsx, atau zip');
  });
});

const workbookOf = (type: string): Promise<Buffer> =>
  zip({ '[Content_Types].xml': contentTypes({ '/xl/workbook.bin': type }), 'xl/workbook.bin': 'isi' });

describe('says what to do instead', () => {
  const filePass = record(0x2f, 1, 0, 1, 0, 1, 0);
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    [
      'hapus kata sandinya',
      'a workbook with a password',
      () => compound({ EncryptionInfo: Buffer.alloc(9), EncryptedPackage: Buffer.alloc(9) }),
    ],
    ['hapus kata sandinya', 'an old workbook with a password', () => xls([filePass])],
    [
      'hapus kata sandinya',
      'a workbook of Excel 95 with a password',
      () => compound({ Book: records([filePass], 0x500) }),
    ],
    ['hapus kata sandinya', 'a sheet of Excel 3 with a password', () => bareSheet(3, 0x10, filePass)],
    [
      'Break Link',
      'a workbook with links',
      () => xlsx({ 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    ],
    [
      'Break Link',
      'one that names them otherwise',
      () =>
        xlsx({
          '[Content_Types].xml': contentTypes({
            '/xl/workbook.xml': sheetType,
            '/xl/a.xml': sheetType.replace('sheet.main', 'externalLink'),
          }),
          'xl/a.xml': '<externalLink><ddeLink/></externalLink>',
        }),
    ],
    ['Break Link', 'one whose object lies elsewhere', () => withRelation('oleObject')],
    ['Break Link', 'an old workbook with links', () => xls([supBook(5, 0, 0, 1, 65, 66, 67, 68)])],
    [
      'Break Link',
      'a workbook of Excel 95 with links',
      () => compound({ Book: records([record(0x17, 4, 1, 65, 66, 67)], 0x500) }),
    ],
    ['Break Link', 'a DDE link of Excel 4', () => bareSheet(4, 0x10, record(0x17, 5, 99, 109, 100, 3, 65))],
    [
      'Queries & Connections',
      'a workbook with a connection',
      () => xlsx({ 'xl/connections.xml': '<connections/>' }),
    ],
    [
      'Queries & Connections',
      'a workbook with a query',
      () =>
        xlsx({
          'customXml/item1.xml': Buffer.from(
            '\ufeff<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAA=</DataMashup>',
            'utf16le',
          ),
        }),
    ],
    ['simpan ulang', 'a pdf that is cut off', () => pdf().subarray(0, 40)],
    ['simpan ulang', 'a workbook that is cut off', async () => (await xlsx()).subarray(0, -30)],
    ['simpan ulang', 'a workbook whose list is no XML', () => xlsx({ '[Content_Types].xml': '<Types>' })],
    ['simpan ulang', 'an old workbook that is cut off', () => xls().subarray(0, 600)],
    [
      'simpan ulang',
      'one that lacks its last half',
      () => compound({ Workbook: Buffer.concat([records(), Buffer.alloc(90_000)]) }).subarray(0, 50_000),
    ],
    [
      'simpan ulang',
      'one whose records break off',
      () => compound({ Workbook: records([record(0x31, 1, 2, 3)]).subarray(0, 18) }),
    ],
    [
      'simpan ulang',
      'one whose stream holds anything',
      () => compound({ Workbook: Buffer.alloc(5000, 'isi') }),
    ],
    ['simpan ulang', 'a sheet of Excel 2 that is cut off', () => bareSheet(2).subarray(0, 20)],
  ])('%s: %s', async (wayOut, _what, content) => {
    const { status, message } = await refusal(await content());
    expect(status).toBe(422);
    expect(message).toContain(wayOut);
  });
});

describe('names the file inside', () => {
  test.each<[string, string, () => Buffer | string | Promise<Buffer>]>([
    ['pasang.exe', 'program', () => 'isi'],
    ['data/skrip.JS', 'program', () => 'isi'],
    ['titik.vbs. ', 'program', () => 'isi'],
    ['pintasan.lnk', 'program', () => 'isi'],
    ['surat.pdf', 'program', () => Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(600)])],
    ['halaman.html', 'halaman web', () => 'isi'],
    ['rekap.xls', 'halaman web', () => '<html><table>'],
    ['makro.xlsm', 'makro', xlsm],
    ['makro.xlsx', 'makro', xlsm],
    ['lama.xls', 'makro', () => xls([], { '_VBA_PROJECT_CUR/VBA/dir': Buffer.alloc(9) })],
    ['buka.RDP', 'program', () => 'isi'],
    ['memuat.hta', 'program', () => 'isi'],
    ['catatan.one', 'program', () => 'isi'],
    ['pasang.msixbundle', 'program', () => 'isi'],
    ['cari.searchconnector-ms', 'program', () => 'isi'],
    ['formulir.pdf', 'program', () => pdf('', '<</S/Launch/F(cmd.exe)>>')],
    ['rahasia.xlsx', 'terkunci', () => compound({ EncryptedPackage: Buffer.alloc(9) })],
    ['tautan.xlsx', 'Break Link', () => xlsx({ 'xl/externalLinks/externalLink1.xml': '<a/>' })],
    ['putus.xlsx', 'rusak', async () => (await xlsx()).subarray(0, -30)],
    ['bungkus.zip', 'arsip lain', () => zip({ a: 'isi' })],
    ['paket.xls', 'program', () => xls([], { 'MBD01/\u0001Ole10Native': packaged('pasang.exe') })],
  ])('%s: %s', async (name, why, content) => {
    const { inner, message } = await refusal(await zip({ 'baik.pdf': pdf(), [name]: await content() }));
    expect(inner).toBe(name);
    expect(message).toContain(why);
  });
});

it('names it without characters that turn the reading direction', async () => {
  const { inner } = await refusal(await zip({ 'surat\u202efdp.exe': 'isi' }));
  expect(inner).toBe('suratfdp.exe');
});

const packaged = (name: string): Buffer => Buffer.from(`\0\0\0\0\x02\0${name}\0C:\\${name}\0`, 'latin1');

/** Its directory sector points to itself, and the root's child is the root. */
function circular(): Buffer {
  const file = compound({ Lain: Buffer.alloc(9) });
  const [table, directory] = [(file.readUInt32LE(76) + 1) * 512, file.readUInt32LE(48)];
  file.writeUInt32LE(directory, table + 4 * directory);
  file.writeUInt32LE(0, (directory + 1) * 512 + 76);
  return file;
}
