/** Monitoring's overview as shown on its page: texts, and where each figure leads. */
import { DateTime } from 'luxon';
import type { Config } from '../../config/env.ts';
import { formatDay } from '../../domain/dates.ts';
import type { Bar } from '../../monitoring/chart-parts.ts';
import { columnsChart, rowsChart } from '../../monitoring/charts.ts';
import type { PeriodFigures } from '../../monitoring/figures.ts';
import { definitions, groupColumns, groupOrder, groupTitle, measures } from '../../monitoring/measures.ts';
import { onTimeMeasure, weekTitles } from '../../monitoring/measures.ts';
import type { Measure } from '../../monitoring/measures.ts';
import { countText, hoursText, onTimeShare, percentText } from '../../monitoring/overview.ts';
import type { NamedGroup, Overview } from '../../monitoring/overview.ts';
import { weekWithin } from '../../monitoring/period.ts';
import { countedBy, openStates, periodStates } from '../../monitoring/states.ts';
import type { By, OpenState, Period, PeriodState, State } from '../../monitoring/states.ts';
import type { MeasureHead, MonitoringFigure, MonitoringPage, MonitoringRow } from './types.ts';
import { viewerBase } from '../alur/ui.ts';

/** Most rows of a readable chart. */
const mostBars = 15;

const base = '/pemantauan';

const address = (path: string, query: Record<string, string>): string =>
  `${path}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()}`;

/** The overview for its page: times in `zone`, each figure with the address of its tickets. */
export function monitoringPageOf(
  overview: Overview,
  zone: string,
  { temporal, temporalUiUrl }: Pick<Config, 'temporal' | 'temporalUiUrl'>,
): Omit<MonitoringPage, 'errors'> {
  const { scope, period, before, open } = overview;
  const query = { unit: scope.unit, dari: period.dari, sampai: period.sampai };
  const listed = (state: State, over: Record<string, string> = {}): string =>
    address(`${base}/tiket`, { ...query, keadaan: state, ...over });
  const opened = (state: OpenState): MonitoringFigure => ({
    label: openStates[state].label,
    value: countText(open[state]),
    href: listed(state),
  });
  const names = Object.keys(openStates) as OpenState[];
  const overdue = "TicketBreached = true AND ExecutionStatus = 'Running'";
  const handler = scope.unit === '' ? '' : `TicketUnit = '${scope.unit}' AND `;
  return {
    name: scope.name,
    unit: scope.unit,
    dari: period.dari,
    sampai: period.sampai,
    above: scope.above === null ? null : address(base, { ...query, unit: scope.above }),
    period: periodText(period, zone),
    before: periodText(before, zone),
    open: names.filter((name) => !name.startsWith('umur')).map(opened),
    ages: names.filter((name) => name.startsWith('umur')).map(opened),
    figures: comparisons(overview, listed),
    tables: groupOrder.flatMap((by) => {
      const rows = overview.groups.filter((group) => group.by === by);
      return rows.length === 0
        ? []
        : [
            {
              by,
              title: groupTitle(by),
              first: groupColumns[by],
              rows: rows.map((group) => rowOf(overview, group, listed)),
            },
          ];
    }),
    measureHeads: headsOf(measures),
    weeks: (['direkam', 'selesai'] as const).map((by) => ({
      title: weekTitles[by],
      rows: overview.weeks[by].map((week) => {
        const { dari, sampai } = weekWithin(week.monday, period, zone);
        return {
          label: formatDay(DateTime.fromISO(week.monday, { zone }).toJSDate(), zone),
          href: null,
          counts: countsOf(
            week,
            (state) => listed(state, { dari, sampai, menurut: by === 'direkam' ? '' : by }),
            by,
          ),
          measured: [{ label: onTimeMeasure.label, value: percentText(onTimeShare(week)) }],
        };
      }),
    })),
    definitions,
    weekHeads: headsOf([onTimeMeasure]),
    charts: { weeks: columnsChart(barsOfWeeks(overview, zone)), parts: rowsChart(barsOfPart(overview)) },
    files: { pdf: address(`${base}.pdf`, query), xlsx: address(`${base}.xlsx`, query) },
    workflows:
      temporalUiUrl === null
        ? null
        : address(`${viewerBase}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows`, {
            query: handler + overdue,
          }),
  };
}

export const periodText = ({ dari, sampai }: Period, zone: string): string => {
  const day = (iso: string) => formatDay(DateTime.fromISO(`${iso}T12:00`, { zone }).toJSDate(), zone);
  return dari === sampai ? day(dari) : `${day(dari)} s.d. ${day(sampai)}`;
};

/** The period's figures beside those of the previous period. */
function comparisons(
  { now, then, before }: Overview,
  listed: (state: State, over?: Record<string, string>) => string,
): MonitoringPage['figures'] {
  const earlier = { dari: before.dari, sampai: before.sampai };
  const counted = countedBy.direkam.map((state) => ({
    label: periodStates[state].label,
    now: countText(now[state]),
    href: listed(state),
    before: countText(then[state]),
    beforeHref: listed(state, earlier),
  }));
  const measured = measures.map((measure) => ({
    label: measure.label,
    now: measuredText(measure, now),
    href: null,
    before: measuredText(measure, then),
    beforeHref: null,
  }));
  return [...counted, ...measured];
}

/** Measures with the same subject share a heading. */
function headsOf(shown: Measure[]): MeasureHead[] {
  const heads: MeasureHead[] = [];
  for (const { label } of shown) {
    const [what = '', ...ways] = label.split(', ');
    const last = heads.at(-1);
    if (last?.what === what) last.ways.push(...ways);
    else heads.push({ what, ways });
  }
  return heads;
}

const measuredText = ({ unit, read }: Measure, figures: PeriodFigures): string =>
  unit === 'percent' ? percentText(read(figures)) : hoursText(read(figures));

function rowOf(
  { scope, period }: Overview,
  group: NamedGroup,
  listed: (state: State, over: Record<string, string>) => string,
): MonitoringRow {
  const { by, value, label } = group;
  const days = { dari: period.dari, sampai: period.sampai };
  // One level down: the page of the Kanwil or KPPN; a unit without one leads to its tickets.
  const deeper =
    by === 'unit' && (scope.parts === 'kanwil' || scope.handlers !== null) && value !== scope.unit;
  const key = { unit: 'penangan', layanan: 'layanan', jenis: 'jenis', petugas: 'petugas' }[by];
  const over = by === 'unit' && scope.parts === 'kanwil' ? { unit: value } : { [key]: value || '-' };
  return {
    label,
    href: deeper ? address(base, { ...days, unit: value }) : null,
    counts: countsOf(group, (state) => listed(state, over)),
    measured: measures.map((measure) => ({ label: measure.label, value: measuredText(measure, group) })),
  };
}

const countsOf = (
  figures: Record<PeriodState, number>,
  hrefOf: (state: PeriodState) => string,
  by: By = 'direkam',
): MonitoringFigure[] =>
  countedBy[by].map((state) => ({
    label: periodStates[state].label,
    value: countText(figures[state]),
    href: hrefOf(state),
  }));

const barOf = (name: string, { direkam, tepat, terlambat }: Record<PeriodState, number>): Bar => ({
  name,
  onTime: tepat,
  late: terlambat,
  open: direkam - tepat - terlambat,
});

const barsOfWeeks = ({ weeks }: Overview, zone: string): Bar[] =>
  weeks.direkam.map((week) =>
    barOf(DateTime.fromISO(week.monday, { zone }).setLocale('id').toFormat('d LLL'), week),
  );

/** The busiest units or, within one unit, officers. */
const barsOfPart = ({ groups }: Overview): Bar[] =>
  groups
    .filter(({ by }) => by === 'unit' || by === 'petugas')
    .slice(0, mostBars)
    .map((group) => barOf(group.label, group));
