import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { listTitles } from '../domain/lists.ts';
import { taken } from './backpressure.ts';
import { pdfColumnsOf } from './columns.ts';
import { fontFiles, fontOf, forgetWords, measureOf } from './pdf-font.ts';
import { linesOf } from './pdf-lines.ts';
import type { Measure } from './pdf-lines.ts';
import { pageNumbers } from './pdf-pages.ts';
import { drawSignature } from './pdf-signature.ts';
import { plain } from './plain.ts';
import type { Report } from './report.ts';

const margin = 36;
const size = 7.5;
const gap = 4;
/** Most lines of a cell; longer text ends in "…". */
const mostLines = 10;

/**
 * Streams the report on A4 landscape, with the header repeated and pages numbered.
 *
 * @throws Error when the rows fail or `out` is closed
 */
export async function writePdf(report: Report, out: Writable): Promise<void> {
  const title = listTitles[report.list];
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    info: { Title: title },
    lang: 'id',
  });
  document.pipe(out);
  document.registerFont('regular', fontFiles.regular).registerFont('bold', fontFiles.bold);
  const columns = pdfColumnsOf(report);
  const width = document.page.width - 2 * margin;
  const bottom = document.page.height - margin;
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (column.share / shares) * width);

  document.font('bold').fontSize(14).text(title, margin, margin, { width });
  document.font('regular').fontSize(9);
  for (const line of [...report.heading, ...report.summary]) document.text(plain(line), { width });
  let y = document.y + 8;

  const pages = pageNumbers(document, { right: margin + width, y: bottom + 8, size });
  const drawCells = (cells: string[][], font: string): void => {
    document.font(font).fontSize(size);
    const lineHeight = document.currentLineHeight(true);
    let x = margin;
    for (const [index, lines] of cells.entries()) {
      for (const [at, line] of lines.entries())
        document.text(line, x, y + at * lineHeight, { lineBreak: false });
      x += widths[index] ?? 0;
    }
    y += heightOf(cells, lineHeight);
    document
      .moveTo(margin, y - 2)
      .lineTo(margin + width, y - 2)
      .lineWidth(0.3)
      .stroke('#999999');
  };
  const heightOf = (cells: string[][], lineHeight: number): number =>
    Math.max(...cells.map((lines) => lines.length)) * lineHeight + gap;
  const broken = (texts: string[], measure: Measure): string[][] =>
    texts.map((text, index) => linesOf(plain(text), (widths[index] ?? 0) - gap, mostLines, measure));

  document.font('bold').fontSize(size);
  const header = broken(
    columns.map((column) => column.header),
    measureOf(document),
  );
  drawCells(header, 'bold');
  pages.number();
  document.font('regular').fontSize(size);
  const lineHeight = document.currentLineHeight(true);
  const measure = measureOf(document);
  const rowDone = forgetWords([fontOf(document)]);
  for await (const rows of report.rows) {
    for (const row of rows) {
      const cells = broken(
        columns.map((column) => column.text(row)),
        measure,
      );
      if (y + heightOf(cells, lineHeight) > bottom) {
        await taken(out);
        document.addPage();
        y = margin;
        drawCells(header, 'bold');
        pages.number();
        document.font('regular').fontSize(size);
      }
      drawCells(cells, 'regular');
      rowDone();
    }
    await taken(out);
  }
  drawSignature(document, report.signature, { right: margin + width, y, bottom }, () => {
    document.addPage();
    pages.number();
    return margin;
  });
  pages.finish();
  document.end();
}
