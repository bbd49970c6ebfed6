/** The parts of bar charts: scale, legend, and texts whose width is estimated. */

export interface Bar {
  name: string;
  onTime: number;
  late: number;
  open: number;
}

/** Outcomes of recorded tickets, in order from the axis. */
const outcomes = [
  { outcome: 'on-time', label: 'Tepat waktu', of: ({ onTime }: Bar) => onTime },
  { outcome: 'late', label: 'Lewat batas waktu', of: ({ late }: Bar) => late },
  { outcome: 'open', label: 'Belum selesai', of: ({ open }: Bar) => open },
] as const;

interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  outcome: (typeof outcomes)[number]['outcome'];
  /** The meaning, shown as a tooltip. */
  title: string;
}

interface Text {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  /** Degrees, around its own place. */
  turn: number;
}

export interface Chart {
  width: number;
  height: number;
  lines: Line[];
  boxes: Box[];
  texts: Text[];
}

export const fontSize = 12;
export const lineHeight = 16;
export const gap = 6;
/** For a text at 45 degrees. */
export const slant = Math.SQRT1_2;

/** An upper estimate for Latin text in common fonts. */
export const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + signWidth(sign), 0);

function signWidth(sign: string): number {
  if (/[ fijlrt.,:;'()/-]/.test(sign)) return 5;
  if (/[a-ln-vx-z0-9]/.test(sign)) return 8;
  return /[A-LN-VX-Z]/.test(sign) ? 10 : fontSize;
}

/** Shortens the text to fit. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const signs = [...text];
  while (signs.length > 0 && widthOf(`${signs.join('')}…`) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/**
 * Whole numbers for an axis, from zero up to at least `most`: at most six, in steps of 1, 2 or 5 times a power of
 * ten.
 */
export function ticksTo(most: number): number[] {
  const least = Math.max(most, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, ([1, 2, 5].find((times) => times * power >= least) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step);
}

export const numberText = (value: number): string => value.toLocaleString('id-ID');

export const scaleOf = (bars: Bar[], length: number) => {
  const ticks = ticksTo(Math.max(0, ...bars.map(({ onTime, late, open }) => onTime + late + open)));
  const most = ticks.at(-1) ?? 1;
  return { ticks, pixels: (value: number): number => Math.round((value / most) * length * 10) / 10 };
};

/** The bar's non-empty pieces, each from `from` to `to` along the axis. */
export function piecesOf(bar: Bar, pixels: (value: number) => number) {
  let sum = 0;
  return outcomes.flatMap(({ outcome, label, of }) => {
    const from = pixels(sum);
    sum += of(bar);
    const title = `${bar.name}, ${label.toLowerCase()}: ${numberText(of(bar))}`;
    return of(bar) === 0 ? [] : [{ outcome, title, from, to: pixels(sum) }];
  });
}

export const text = (
  x: number,
  y: number,
  shown: string,
  anchor: Text['anchor'] = 'start',
  turn = 0,
): Text => ({
  ...{ x, y, text: shown, anchor, turn },
});

/** The box before a legend's text, and the space after it. */
const legendIndent = 16;
export const legendHeight = outcomes.length * lineHeight + 2 * gap;

export const legendWidth = legendIndent + Math.max(...outcomes.map(({ label }) => widthOf(label)));

export function legend(x: number): Pick<Chart, 'boxes' | 'texts'> {
  const boxes = outcomes.map(({ outcome, label }, index) => ({
    ...{ x, y: index * lineHeight + 3, width: 10, height: 10, outcome, title: label },
  }));
  const texts = outcomes.map(({ label }, index) =>
    text(x + legendIndent, index * lineHeight + fontSize, label),
  );
  return { boxes, texts };
}
