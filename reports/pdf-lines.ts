/** Breaks a cell's text into lines, much faster than pdfkit's wrapping and safe for any input. */

/** The width of a text in points. */
export type Measure = (text: string) => number;

/** Most characters to read; more could not fit into a cell's lines anyway. */
const longestText = 2000;

/**
 * At most `most` lines of at most `width` points; the last ends in "…" if text was cut. A word wider than a line, as
 * an e-mail address may be, is broken where its parts meet; a part that is still wider anywhere except within a
 * character.
 */
export function linesOf(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  const space = measure(' ');
  for (const paragraph of text.slice(0, longestText).split('\n')) {
    let line = '';
    let filled = 0;
    for (const word of paragraph.split(/[ \t]+/)) {
      const wide = measure(word);
      if (line !== '' && filled + space + wide <= width) {
        line += ` ${word}`;
        filled += space + wide;
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = wide <= width ? [word] : piecesOf(word, width, measure);
      line = pieces.pop() ?? '';
      filled = pieces.length === 0 ? wide : measure(line);
      lines.push(...pieces);
      if (lines.length > most) break;
    }
    lines.push(line);
    if (lines.length > most) break;
  }
  if (lines.length <= most && text.length <= longestText) return lines;
  const shown = lines.slice(0, most);
  const last = shown.pop() ?? '';
  return [...shown, shortened(last, width, measure)];
}

const signs = new Intl.Segmenter('id', { granularity: 'grapheme' });

/** Between the parts of an address: before `@` and after the signs that join its words. */
const joints = /(?=@)|(?<=[._/:+-])(?![._/:+-])/;

function piecesOf(word: string, width: number, measure: Measure): string[] {
  const parts = word.split(joints);
  const fits = (part: string): boolean => measure(part) <= width;
  return joined(
    parts.flatMap((part) =>
      fits(part) ? [part] : Array.from(signs.segment(part), ({ segment }) => segment),
    ),
    width,
    measure,
  );
}

/** As many parts on each line as fit. */
function joined(parts: string[], width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = '';
  let filled = 0;
  for (const part of parts) {
    const wide = measure(part);
    if (piece !== '' && filled + wide > width) {
      pieces.push(piece);
      piece = '';
      filled = 0;
    }
    piece += part;
    filled += wide;
  }
  return [...pieces, piece];
}

function shortened(line: string, width: number, measure: Measure): string {
  const kept = Array.from(signs.segment(line), ({ segment }) => segment);
  while (kept.length > 0 && measure(`${kept.join('')}…`) > width) kept.pop();
  return `${kept.join('')}…`;
}
