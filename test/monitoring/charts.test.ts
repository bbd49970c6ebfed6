import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { columnsChart, rowsChart } from '../../monitoring/charts.ts';

const hostile = '"><svg onload=alert(1)><style>*{}</style>';
const bars = [
  { name: hostile, onTime: 3, late: 1, open: 2 },
  { name: 'KPPN Pekanbaru', onTime: 0, late: 0, open: 1 },
];

test.each([columnsChart, rowsChart])(
  '%o shows names as text, and has no style or script of its own',
  async (draw) => {
    const svg = await draw(bars);
    const root = parse(svg);
    expect(root.querySelectorAll('svg')).toHaveLength(1);
    expect(root.querySelectorAll('style, script, [style], [onload]')).toEqual([]);
    expect(root.querySelectorAll('text').map((text) => text.textContent)).toContain('KPPN Pekanbaru');
    expect(svg).toContain('&gt;&lt;svg onload=alert(1)&gt;');
  },
);

test('zero is at the bottom, and no bar is drawn, where there is no ticket', async () => {
  const svg = await columnsChart([{ name: '1 Jan', onTime: 0, late: 0, open: 0 }]);
  const numbers = parse(svg)
    .querySelectorAll('.role-axis-label text')
    .map((text) => text.textContent);
  expect(numbers).toEqual(['1 Jan', '0', '1']);
});
