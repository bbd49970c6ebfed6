/** Charts as SVG, drawn on the server. Text and lines take the page's colours by its stylesheet; the policy allows no style here. */
import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';

/** What became of the tickets that were recorded, in colours that stand out from light and dark ground alike. */
const outcomes = {
  domain: ['Tepat waktu', 'Lewat batas waktu', 'Belum selesai'],
  range: ['#2e8b62', '#c8463c', '#7a8a9b'],
};

export interface Bar {
  name: string;
  onTime: number;
  late: number;
  open: number;
}

const rowsOf = (bars: Bar[]) =>
  bars.flatMap(({ name, onTime, late, open }) =>
    [onTime, late, open].map((jumlah, order) => ({ name, jumlah, order, hasil: outcomes.domain[order] })),
  );

const color = {
  field: 'hasil',
  type: 'nominal',
  scale: outcomes,
  title: null,
  legend: { orient: 'top', columns: 1, labelFontSize: 12, labelLimit: 0 },
};
const tickets = {
  field: 'jumlah',
  type: 'quantitative',
  title: 'Tiket',
  axis: { tickMinStep: 1, format: 'd', tickCount: 5 },
  // Without a ticket too, zero is at the bottom.
  scale: { domain: { unionWith: [0, 1] } },
};

/** Pixels of a week: few weeks fit on a phone, and the dates of many stay apart. */
const weekWidth = (weeks: number): number => Math.max(18, Math.min(36, 640 / weeks));

/** Upright bars in the order given: the weeks of a period. */
export const columnsChart = (bars: Bar[]): Promise<string> =>
  draw({
    width: { step: weekWidth(bars.length) },
    height: 220,
    data: { values: rowsOf(bars) },
    mark: { type: 'bar' },
    encoding: {
      x: { field: 'name', type: 'ordinal', sort: null, title: 'Minggu mulai', axis: { labelAngle: -45 } },
      y: tickets,
      color,
      order: { field: 'order' },
    },
  });

/** Pixels of a name as vega estimates them, half as many again as they come to be. */
const longest = 600;

/** Bars that lie, each below its name, so that a narrow screen shows both: units or officers. */
export const rowsChart = (bars: Bar[]): Promise<string> =>
  draw({
    width: 440,
    height: { step: 36 },
    data: { values: rowsOf(bars) },
    encoding: { y: { field: 'name', type: 'ordinal', sort: null, title: null, axis: null } },
    layer: [
      {
        mark: { type: 'bar', height: 14, yOffset: 7 },
        encoding: { x: tickets, color, order: { field: 'order' } },
      },
      {
        transform: [{ filter: 'datum.order === 0' }],
        mark: { type: 'text', align: 'left', x: 0, yOffset: -8, fontSize: 12, limit: longest },
        encoding: { text: { field: 'name' } },
      },
    ],
  });

async function draw(spec: object): Promise<string> {
  const config = {
    font: 'sans-serif',
    view: { stroke: null },
    axis: { labelFontSize: 12, titleFontSize: 12 },
  };
  const { spec: compiled } = compile({ ...spec, background: 'transparent', config } as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
