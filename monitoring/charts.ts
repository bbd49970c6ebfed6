/** Bar charts as lines, boxes and texts; web/views/monitoring/_chart.eta draws them as SVG. All numbers are pixels. */
import {
  fitted,
  fontSize,
  gap,
  legend,
  legendHeight,
  legendWidth,
  lineHeight,
  numberText,
  piecesOf,
  scaleOf,
  slant,
  text,
  widthOf,
} from './chart-parts.ts';
import type { Bar, Chart } from './chart-parts.ts';

/** Pixels for a week: few weeks fit on a phone, and the dates of many don't overlap. */
const weekWidth = (weeks: number): number => Math.max(18, Math.min(36, 640 / weeks));

const columnHeight = 220;

/** Upright bars in the order given: the weeks of a period. */
export function columnsChart(bars: Bar[]): Chart {
  const { ticks, pixels } = scaleOf(bars, columnHeight);
  const step = weekWidth(bars.length);
  const left = lineHeight + gap + Math.max(...ticks.map((tick) => widthOf(numberText(tick))));
  const right = left + step * bars.length;
  const bottom = legendHeight + columnHeight;
  const names = Math.max(0, ...bars.map(({ name }) => widthOf(name))) * slant + fontSize;
  const { boxes, texts } = legend(left);
  const height = bottom + names + gap + lineHeight;
  const middle = bottom - columnHeight / 2;
  return {
    width: Math.max(right, left + legendWidth),
    height,
    lines: ticks.map((tick) => ({
      x1: left,
      x2: right,
      y1: bottom - pixels(tick),
      y2: bottom - pixels(tick),
    })),
    boxes: [
      ...boxes,
      ...bars.flatMap((bar, index) =>
        piecesOf(bar, pixels).map(({ from, to, outcome, title }) => ({
          ...{
            x: left + index * step + 1,
            y: bottom - to,
            width: step - 2,
            height: to - from,
            outcome,
            title,
          },
        })),
      ),
    ],
    texts: [
      ...texts,
      ...ticks.map((tick) => text(left - gap, bottom - pixels(tick) + 4, numberText(tick), 'end')),
      ...bars.map(({ name }, index) =>
        text(left + (index + 0.5) * step + 4, bottom + fontSize + 2, name, 'end', -45),
      ),
      text(fontSize, middle, 'Tiket', 'middle', -90),
      text(left, height - 4, 'Minggu mulai'),
    ],
  };
}

const rowWidth = 440;
const rowStep = 36;

/** Horizontal bars, each below its name so that narrow screens show both: units or officers. */
export function rowsChart(bars: Bar[]): Chart {
  const { ticks, pixels } = scaleOf(bars, rowWidth);
  const last = widthOf(numberText(ticks.at(-1) ?? 0));
  const left = widthOf('0') / 2;
  const bottom = legendHeight + rowStep * bars.length + gap;
  const { boxes, texts } = legend(left);
  const height = bottom + 2 * lineHeight + gap;
  const lines = ticks.map((tick) => left + pixels(tick));
  return {
    width: left + rowWidth + last / 2,
    height,
    lines: lines.map((x) => ({ x1: x, x2: x, y1: legendHeight, y2: bottom })),
    boxes: [
      ...boxes,
      ...bars.flatMap((bar, index) =>
        piecesOf(bar, pixels).map(({ from, to, outcome, title }) => ({
          ...{ x: left + from, y: legendHeight + index * rowStep + 18, width: to - from, height: 14 },
          ...{ outcome, title },
        })),
      ),
    ],
    texts: [
      ...texts,
      ...bars.map(({ name }, index) =>
        text(left, legendHeight + index * rowStep + 13, fitted(name, rowWidth)),
      ),
      ...ticks.map((tick, index) => text(lines[index] ?? 0, bottom + lineHeight, numberText(tick), 'middle')),
      text(left, height - 4, 'Tiket'),
    ],
  };
}
