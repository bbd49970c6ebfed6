import { createRequire } from 'node:module';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { fitted, ticksTo, widthOf } from '../../monitoring/chart-parts.ts';
import type { Bar, Chart } from '../../monitoring/chart-parts.ts';
import { columnsChart, rowsChart } from '../../monitoring/charts.ts';

const week: Bar = { name: '1 Jan', onTime: 3, late: 1, open: 2 };
const empty: Bar = { name: '8 Jan', onTime: 0, late: 0, open: 0 };
const legendBoxes = 3;
const boxesOf = ({ boxes }: Chart) => boxes.slice(legendBoxes);

const count = fc.nat(20_000);
const bars = fc.array(
  fc.record({ name: fc.constantFrom('1 Jan', '28 Agt'), onTime: count, late: count, open: count }),
  {
    minLength: 1,
    maxLength: 54,
  },
);

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [5, [0, 1, 2, 3, 4, 5]],
  [6, [0, 2, 4, 6]],
  [36, [0, 10, 20, 30, 40]],
  [1234, [0, 500, 1000, 1500]],
])('an axis to %i', (most, ticks) => {
  expect(ticksTo(most)).toEqual(ticks);
});

test('an axis shows whole numbers, at most six', () => {
  fc.assert(
    fc.property(fc.nat(), (most) => {
      const ticks = ticksTo(most);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test("a week's pieces are stacked on the axis, as high as its tickets", () => {
  const chart = columnsChart([empty, week]);
  const [onTime, late, open] = boxesOf(chart);
  const floor = Math.max(...chart.lines.map(({ y1 }) => y1));
  expect((onTime?.y ?? 0) + (onTime?.height ?? 0)).toBeCloseTo(floor);
  expect((late?.y ?? 0) + (late?.height ?? 0)).toBeCloseTo(onTime?.y ?? 0);
  expect((open?.y ?? 0) + (open?.height ?? 0)).toBeCloseTo(late?.y ?? 0);
  expect((onTime?.height ?? 0) / (late?.height ?? 1)).toBeCloseTo(3, 1);
  expect([onTime, late, open].map((box) => box?.title)).toEqual([
    '1 Jan, tepat waktu: 3',
    '1 Jan, lewat batas waktu: 1',
    '1 Jan, belum selesai: 2',
  ]);
});

test('without tickets, no bar is drawn and the axis ends at one', () => {
  for (const chart of [columnsChart([empty]), rowsChart([empty])]) {
    expect(boxesOf(chart)).toEqual([]);
    expect(chart.texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['0', '1', '8 Jan']));
  }
});

test('everything is inside the chart, whatever the numbers', () => {
  const inside = ({ width, height, lines, boxes, texts }: Chart) => {
    for (const { x1, x2, y1, y2 } of lines)
      expect(Math.min(x1, y1, width - x2, height - y2)).toBeGreaterThanOrEqual(0);
    for (const box of boxes)
      expect(
        Math.min(box.x, box.y, width - box.x - box.width, height - box.y - box.height),
      ).toBeGreaterThanOrEqual(0);
    for (const { x, y, text, anchor, turn } of texts.filter((shown) => shown.turn !== -90)) {
      const long = widthOf(text) * Math.cos((turn * Math.PI) / 180);
      const start = x - { start: 0, middle: long / 2, end: long }[anchor];
      expect(Math.min(start, width - start - long, y - 9, height - y)).toBeGreaterThanOrEqual(0);
    }
  };
  fc.assert(fc.property(bars, (some) => [columnsChart(some), rowsChart(some)].forEach(inside)));
});

test('a text is never wider than estimated, and a long name is shortened to fit', () => {
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const document = new PDFDocument().font(font).fontSize(12);
  const typed = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;()/&@%…'),
  });
  fc.assert(
    fc.property(typed, (name) => {
      expect(document.widthOfString(name, { kerning: false } as object)).toBeLessThanOrEqual(widthOf(name));
      expect(widthOf(fitted(name, 200))).toBeLessThanOrEqual(200);
    }),
  );
  expect(fitted('KPPN Pekanbaru', 200)).toBe('KPPN Pekanbaru');
  expect(fitted('Kanwil DJPBN Provinsi Kepulauan Riau', 120)).toBe('Kanwil DJPBN…');
});
