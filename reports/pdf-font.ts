/** pdfkit's embedded font, beyond what its types say. */
import { createRequire } from 'node:module';

const fonts = createRequire(import.meta.url);

/** The standard fonts of PDF know Western letters only. */
export const fontFiles = {
  regular: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

export interface EmbeddedFont {
  /** Its name in the resources of a page. */
  id: string;
  /** Thousandths of the font size above the base line. */
  ascender: number;
  ref(): unknown;
  /** The glyphs of a text, each as four hexadecimal digits. */
  encode(text: string): [string[], unknown];
  layoutCache: Record<string, unknown>;
}

/** The font that the document writes with now. */
export const fontOf = (document: PDFKit.PDFDocument): EmbeddedFont =>
  (document as unknown as { _font: EmbeddedFont })._font;

/** Rows after which pdfkit's memory of laid-out words begins anew: it would keep every word of every row for ever. */
const rememberedRows = 500;

/** @returns what to call after each row */
export function forgetWords(fonts: EmbeddedFont[]): () => void {
  let rows = 0;
  return () => {
    if (++rows % rememberedRows !== 0) return;
    for (const font of fonts) font.layoutCache = Object.create(null) as Record<string, unknown>;
  };
}

/** Measures text in the document's font and size of now, sign by sign: kerning, left out, would make it narrower at most. */
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
