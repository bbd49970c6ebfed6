import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Definition } from '../monitoring/measures.ts';
import { definitionsTitle } from './monitoring-tables.ts';
import type { MonitoringTables, Table } from './monitoring-tables.ts';
import { fontFiles } from './pdf-font.ts';
import { pageNumbers } from './pdf-pages.ts';
import { drawSignature } from './pdf-signature.ts';
import { plain } from './plain.ts';

const margin = 36;
const size = 8;
/** Font size of column titles: the longest word fits the narrowest column. */
const titleSize = 7;
const line = 11;

/** The tables on A4 landscape, each under its title, with numbered pages. */
export async function monitoringPdf({
  title,
  heading,
  tables,
  definitions,
  signature,
}: MonitoringTables): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin,
    lang: 'id',
    info: { Title: title },
  });
  document.registerFont('regular', fontFiles.regular).registerFont('bold', fontFiles.bold);
  const { width, height } = document.page;
  const numbers = pageNumbers(document, { right: width - margin, y: height - 26, size });
  numbers.number();
  document.on('pageAdded', () => numbers.number());
  const read = buffer(document);
  document.font('bold').fontSize(14).text(plain(title), margin, margin);
  document.font('regular').fontSize(9);
  for (const text of heading) document.text(plain(text));
  for (const table of tables) drawTable(document, table);
  drawDefinitions(document, definitions);
  const end = { right: width - margin, y: document.y, bottom: height - margin };
  drawSignature(document, signature, end, () => {
    document.addPage();
    return margin;
  });
  numbers.finish();
  document.end();
  return new Uint8Array(await read);
}

function drawTable(document: PDFKit.PDFDocument, { title, columns, rows }: Table): void {
  const width = document.page.width - 2 * margin;
  const first = columns.length > 3 ? 140 : 320;
  const other = Math.min(110, (width - first) / (columns.length - 1));
  const left = (column: number): number => margin + (column === 0 ? 0 : first + (column - 1) * other);
  const bottom = document.page.height - margin - 12;
  let y = document.y + 14;

  const header = (): void => {
    const tall = Math.max(
      ...columns.map((text) =>
        document
          .font('bold')
          .fontSize(titleSize)
          .heightOfString(text, { width: other - 4 }),
      ),
    );
    columns.forEach((text, column) =>
      document.text(text, left(column), y, {
        width: (column === 0 ? first : other) - 4,
        align: column === 0 ? 'left' : 'right',
      }),
    );
    y += tall + 3;
    document
      .moveTo(margin, y - 2)
      .lineTo(left(columns.length), y - 2)
      .lineWidth(0.5)
      .stroke('#999999');
  };
  const begin = (): void => {
    document.addPage();
    y = margin;
    header();
  };

  if (y + 5 * line > bottom) {
    document.addPage();
    y = margin;
  }
  document.font('bold').fontSize(10).text(title, margin, y);
  y = document.y + 3;
  header();
  for (const row of rows) {
    if (y + line > bottom) begin();
    document.font('regular').fontSize(size).fillColor('black');
    row.forEach((cell, column) =>
      document.text(textOf(cell), left(column), y, {
        width: (column === 0 ? first : other) - 4,
        height: line,
        ellipsis: true,
        lineBreak: column === 0,
        align: column === 0 ? 'left' : 'right',
      }),
    );
    y += line;
  }
  document.y = y;
}

/** One line each. */
function drawDefinitions(document: PDFKit.PDFDocument, definitions: Definition[]): void {
  const bottom = document.page.height - margin - 12;
  const head = document.y + 14;
  if (head + 5 * line > bottom) document.addPage();
  document
    .font('bold')
    .fontSize(10)
    .text(definitionsTitle, margin, document.y === margin ? margin : head);
  for (const { label, means } of definitions) {
    if (document.y + line > bottom) document.addPage();
    document.font('bold').fontSize(size).text(`${label}: `, margin, document.y, { continued: true });
    document.font('regular').text(means);
  }
}

const textOf = (cell: string | number | null): string =>
  cell === null ? '-' : typeof cell === 'number' ? cell.toLocaleString('id-ID') : plain(cell);
