/** The end of a PDF: place, day and office, room for a signature, and lines for name and NIP. */
import { plain } from './plain.ts';

const size = 9;
const width = 260;
/** Points left free to sign in. */
const room = 48;
const below = ['(........................................)', 'NIP'];

/**
 * Draws it below `y` at the right margin, whole: on another page where it does not fit.
 *
 * @param addPage starts that page and says where its content begins
 */
export function drawSignature(
  document: PDFKit.PDFDocument,
  above: string[],
  place: { right: number; y: number; bottom: number },
  addPage: () => number,
): void {
  const texts = above.map(plain);
  const heightOf = (lines: string[]): number => {
    document.font('regular').fontSize(size);
    return lines.reduce((sum, line) => sum + document.heightOfString(line, { width }), 0);
  };
  const gap = 2 * size;
  const height = gap + heightOf(texts) + room + heightOf(below);
  const y = place.y + height > place.bottom ? addPage() : place.y + gap;
  document.font('regular').fontSize(size).fillColor('black');
  document.text(texts.join('\n'), place.right - width, y, { width });
  document.text(below.join('\n'), place.right - width, document.y + room, { width });
}
