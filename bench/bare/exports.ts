/** The cost of the libraries alone: the same cells, widths, formats and fonts, and nothing else. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import PDFDocument from 'pdfkit';
import type { SheetColumn } from '../../lists/column.ts';
import type { PdfColumn } from '../../reports/columns.ts';
import { styleOf } from '../../reports/excel.ts';
import { fontFiles } from '../../reports/pdf-font.ts';

type Cell = string | number | Date | undefined;

/** exceljs' streaming writer: each row is committed at once. */
export async function bareExcel(rows: Cell[][], columns: SheetColumn[], out: Writable): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = workbook.addWorksheet('Laporan');
  sheet.columns = columns.map(({ width, kind }) => ({ width, style: styleOf(kind) }));
  for (const row of rows) sheet.addRow(row).commit();
  sheet.commit();
  await workbook.commit();
}

const margin = 36;
const gap = 4;

/** Each row is as high as its highest cell; pdfkit measures, breaks and draws the lines. */
export async function barePdf(rows: string[][], columns: PdfColumn[], out: Writable): Promise<void> {
  const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin });
  document.pipe(out);
  document.registerFont('regular', fontFiles.regular).font('regular').fontSize(7.5);
  const width = document.page.width - 2 * margin;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let y = margin;
  for (const cells of rows) {
    const options = columns.map(({ share }) => ({ width: (share / shares) * width - gap }));
    const height = Math.max(...cells.map((text, at) => document.heightOfString(text, options[at]))) + gap;
    if (y + height > document.page.height - margin) {
      document.addPage();
      y = margin;
    }
    let x = margin;
    for (const [at, text] of cells.entries()) {
      document.text(text, x, y, options[at]);
      x += (options[at]?.width ?? 0) + gap;
    }
    y += height;
    document
      .moveTo(margin, y - 2)
      .lineTo(margin + width, y - 2)
      .stroke();
  }
  document.end();
  await once(out, 'finish');
}

export async function bareCsv(rows: Cell[][], out: Writable): Promise<void> {
  for (let from = 0; from < rows.length; from += 500)
    out.write(stringify(rows.slice(from, from + 500), { delimiter: ';' }));
  out.end();
  await once(out, 'finish');
}
