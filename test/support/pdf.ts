/** Reads pdfkit's output, just enough to check the product's files. */
import { inflateSync } from 'node:zlib';

interface PdfPage {
  /** The lines of text as drawn, one entry each. */
  lines: string[];
}

interface ReadPdf {
  pages: PdfPage[];
  /** The total that every page shows after "dari". */
  total: string;
}

export function readPdf(file: Buffer): ReadPdf {
  const source = file.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm))
    objects.set(id, body);
  const body = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const fonts = new Map<string, Map<string, string>>();
  const named = [...source.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  for (const [, name = '', id] of named)
    fonts.set(name, signsOf(streamOf(body(/ToUnicode (\d+)/.exec(body(id))?.[1]))));
  const kids = /\/Kids \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const content = streamOf(body(/\/Contents (\d+)/.exec(body(id))?.[1]));
    return { lines: linesOf(content, fonts) };
  });
  const form = [...objects.values()].find((object) => object.includes('/Subtype /Form'));
  return { pages, total: linesOf(streamOf(form ?? ''), fonts).join('') };
}

function streamOf(object: string): string {
  const [, written = ''] = /stream\n([\s\S]*)\nendstream/.exec(object) ?? [];
  return inflateSync(Buffer.from(written, 'latin1')).toString('latin1');
}

/** The character of each glyph of a font. */
function signsOf(cmap: string): Map<string, string> {
  const signs = new Map<string, string>();
  for (const [, first = '0', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    const entries = [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, codes = '']) => codes.split(' '));
    for (const [at, codes] of entries.entries()) {
      const glyph = (parseInt(first, 16) + at).toString(16).padStart(4, '0');
      signs.set(glyph, String.fromCharCode(...codes.map((code) => parseInt(code, 16))));
    }
  }
  return signs;
}

function linesOf(content: string, fonts: Map<string, Map<string, string>>): string[] {
  const lines: string[] = [];
  let signs: Map<string, string> | undefined;
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|(\[[^\]]*\] TJ|<[0-9a-f]*> Tj)/g)) {
    if (font) signs = fonts.get(font);
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/g)].flatMap(
      ([, hex = '']) => hex.match(/.{4}/g) ?? [],
    );
    if (shown) lines.push(glyphs.map((glyph) => signs?.get(glyph) ?? '').join(''));
  }
  return lines;
}
