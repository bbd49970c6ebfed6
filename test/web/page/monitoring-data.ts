import { columnsChart, rowsChart } from '../../../monitoring/charts.ts';
import type { MonitoredPage, MonitoringPage, MonitoringRow } from '../../../web/monitoring/types.ts';
import { table } from './ticket-data.ts';

export function monitoringPage(text: string): MonitoringPage {
  const bar = { name: text, onTime: 2, late: 1, open: 1 };
  const figure = { label: text, value: text, href: text };
  const line: MonitoringRow = {
    label: text,
    href: text,
    counts: [figure],
    measured: [{ label: text, value: text }],
  };
  const heads = [
    { what: text, ways: [text] },
    { what: text, ways: [] },
  ];
  return {
    ...{ name: text, unit: text, dari: text, sampai: text, above: text, period: text, before: text },
    errors: { dari: text },
    open: [figure],
    ages: [figure],
    figures: [{ label: text, now: text, href: text, before: text, beforeHref: text }],
    tables: [{ by: 'unit', title: text, first: text, rows: [line] }],
    measureHeads: heads,
    weeks: [{ title: text, rows: [line] }],
    definitions: { open: [{ label: text, means: text }], period: [{ label: text, means: text }] },
    weekHeads: heads,
    charts: { weeks: columnsChart([bar]), parts: rowsChart([bar]) },
    files: { pdf: text, xlsx: text },
    workflows: text,
  };
}

export const monitoredPage = (text: string): MonitoredPage => ({
  title: text,
  name: text,
  period: text,
  back: text,
  total: 1,
  table: table(text),
  previous: text,
  next: text,
});
