/** pdfkit's embedded font, beyond what its types say. */
import { createRequire } from 'node:module';

const fonts = createRequire(import.meta.url);

/** PDF's standard fonts have only Western letters. */
export const fontFiles = {
  regular: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

interface EmbeddedFont {
  /** Its name in the resources of a page. */
  id: string;
  /** Ascent in thousandths of the font size. */
  ascender: number;
  ref(): unknown;
  /** The glyphs of a text, each as four hexadecimal digits. */
  encode(text: string): [string[], unknown];
  layoutCache: Record<string, unknown>;
}

/** The document's current font. */
export const fontOf = (document: PDFKit.PDFDocument): EmbeddedFont =>
  (document as unknown as { _font: EmbeddedFont })._font;

/** Rows after which to clear pdfkit's word cache, which would otherwise keep every word of every row. */
const rememberedRows = 500;

/** @returns a function to call after each row */
export function forgetWords(fonts: EmbeddedFont[]): () => void {
  let rows = 0;
  return () => {
    if (++rows % rememberedRows !== 0) return;
    for (const font of fonts) font.layoutCache = Object.create(null) as Record<string, unknown>;
  };
}

/** Measures text in the current font and size, character by character; ignoring kerning can only overestimate. */
export function measureOf(document: PDFKit.PDFDocument): (text: string) => number {
  const widths = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const sign of text) {
      let width = widths.get(sign);
      if (width === undefined) {
        width = document.widthOfString(sign);
        widths.set(sign, width);
      }
      sum += width;
    }
    return sum;
  };
}
