import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { Report, ReportRow } from './content.ts';

const fonts = createRequire(import.meta.url);
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf');

interface Column {
  header: string;
  /** Share of the page's width. */
  share: number;
  text: (row: ReportRow) => string;
}

const margin = 36;
const size = 7.5;
const gap = 4;

function columnsOf({ times }: Report): Column[] {
  const columns: Column[] = [
    { header: 'No', share: 3, text: (row) => String(row.no) },
    { header: 'Instansi', share: 14, text: (row) => row.agency },
    { header: 'Penanya', share: 9, text: (row) => row.askerType },
    { header: 'Nama, Email', share: 16, text: (row) => `${row.name}\n${row.email}` },
    { header: 'Tanggal', share: 10, text: (row) => row.openedAt },
    { header: 'No. Referensi Tiket, Subjek', share: 19, text: (row) => `${row.reference}\n${row.subject}` },
    {
      header: 'Metode, CSO',
      share: 13,
      text: (row) => (row.officer ? `${row.method}\noleh: ${row.officer}` : row.method),
    },
    { header: 'Status', share: 14, text: (row) => row.statusLabel },
  ];
  if (!times) return columns;
  return [
    ...columns,
    { header: 'Waktu SLA', share: 8, text: (row) => row.sla?.text ?? '-' },
    { header: 'Lama penyelesaian', share: 10, text: (row) => row.resolution ?? '' },
  ];
}

/** The report on A4 landscape, the header repeated and the pages numbered, written while it is read. */
export function pdfOf(report: Report): ReadableStream {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    info: { Title: report.title },
    lang: 'id',
  });
  document.registerFont('regular', regular).registerFont('bold', bold);
  const columns = columnsOf(report);
  const width = document.page.width - 2 * margin;
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (column.share / shares) * width);
  let pages = 1;

  const number = (): void => {
    // Below the margin, where pdfkit would begin another page.
    document.page.margins.bottom = 0;
    document.font('regular').fontSize(size);
    document.text(`Halaman ${pages}`, margin, document.page.height - margin + 8, {
      width,
      align: 'right',
      lineBreak: false,
    });
    document.page.margins.bottom = margin;
  };
  const drawRow = (texts: string[], font: string, y: number): number => {
    document.font(font).fontSize(size);
    const options = (index: number) => ({ width: (widths[index] ?? 0) - gap, height: 90, ellipsis: true });
    const heights = texts.map((text, index) => Math.min(90, document.heightOfString(text, options(index))));
    const height = Math.max(...heights) + gap;
    if (y + height > document.page.height - margin) {
      document.addPage();
      pages++;
      const top = drawRow(
        columns.map((column) => column.header),
        'bold',
        margin,
      );
      number();
      return drawRow(texts, font, top);
    }
    let x = margin;
    for (const [index, text] of texts.entries()) {
      document.font(font).fontSize(size).text(text, x, y, options(index));
      x += widths[index] ?? 0;
    }
    document
      .moveTo(margin, y + height - 2)
      .lineTo(margin + width, y + height - 2)
      .lineWidth(0.3)
      .stroke('#999999');
    return y + height;
  };

  document.font('bold').fontSize(14).text(report.title, margin, margin, { width });
  document.font('regular').fontSize(9);
  for (const line of [...report.heading, ...report.summary]) document.text(line, { width });
  let y = drawRow(
    columns.map((column) => column.header),
    'bold',
    document.y + 8,
  );
  number();
  for (const row of report.rows)
    y = drawRow(
      columns.map((column) => column.text(row)),
      'regular',
      y,
    );
  document.end();
  return Readable.toWeb(document) as ReadableStream;
}
