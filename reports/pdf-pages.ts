/** "Halaman x dari y" before the number of pages is known. */
import { fontOf } from './pdf-font.ts';

interface PageNumbers {
  /** Numbers the document's current page. */
  number(): void;
  /** Sets the total; call before ending the document. */
  finish(): void;
}

/**
 * Every page shows the same form XObject, which is written at the end, so that no page waits for the total. `right`
 * and `y` are points from the page's left and top edge.
 */
export function pageNumbers(
  document: PDFKit.PDFDocument,
  { right, y, size }: { right: number; y: number; size: number },
): PageNumbers {
  document.font('regular').fontSize(size);
  const font = fontOf(document);
  const room = document.widthOfString('0.000');
  const total = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, -size, room, size],
    Resources: { Font: { [font.id]: font.ref() } },
  });
  let pages = 0;
  return {
    number() {
      pages++;
      document.font('regular').fontSize(size);
      const text = `Halaman ${pages.toLocaleString('id-ID')} dari `;
      const left = right - room - document.widthOfString(text);
      // Writing below the margin would make pdfkit start another page.
      const { bottom } = document.page.margins;
      document.page.margins.bottom = 0;
      document.text(text, left, y, { lineBreak: false });
      document.page.margins.bottom = bottom;
      (document.page.xobjects as Record<string, unknown>)['Total'] = total;
      const baseLine = y + (font.ascender / 1000) * size;
      document.addContent(`q 1 0 0 -1 ${right - room} ${baseLine} cm /Total Do Q`);
    },
    finish() {
      const [glyphs] = font.encode(pages.toLocaleString('id-ID'));
      total.end(`BT /${font.id} ${size} Tf <${glyphs.join('')}> Tj ET`);
    },
  };
}
