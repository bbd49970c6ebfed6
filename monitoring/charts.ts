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

/** Upright bars in the order given: the weeks of a period. */
export const columnsChart = (bars: Bar[]): Promise<string> =>
  draw({
    width: 640,
    height: 220,
    data: { values: rowsOf(bars) },
    mark: { type: 'bar' },
    encoding: {
      x: { field: 'name', type: 'ordinal', sort: null, title: 'Minggu mulai', axis: { labelAngle: -45 } },
      y: { field: 'jumlah', type: 'quantitative', title: 'Tiket', axis: { tickMinStep: 1, format: 'd' } },
      color: { field: 'hasil', type: 'nominal', scale: outcomes, title: null, legend: { orient: 'top' } },
      order: { field: 'order' },
    },
  });

/** Bars that lie, the names beside them: units or officers. */
export const rowsChart = (bars: Bar[]): Promise<string> =>
  draw({
    width: 460,
    height: { step: 26 },
    data: { values: rowsOf(bars) },
    mark: { type: 'bar' },
    encoding: {
      y: { field: 'name', type: 'ordinal', sort: null, title: null, axis: { labelLimit: 420 } },
      x: { field: 'jumlah', type: 'quantitative', title: 'Tiket', axis: { tickMinStep: 1, format: 'd' } },
      color: { field: 'hasil', type: 'nominal', scale: outcomes, title: null, legend: { orient: 'top' } },
      order: { field: 'order' },
    },
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
